/* Small help for pages that work without it: side sheets for figures, and a room that stays live. */
(function () {
  "use strict";
  var root = document.documentElement, sheet = document.getElementById("sheet"), said = document.getElementById("said"), opener = null;
  root.classList.add("js");

  function close(back) {
    if (!sheet.classList.contains("open")) { return; }
    sheet.classList.remove("open");
    sheet.replaceChildren();
    if (back && opener && document.contains(opener)) { opener.focus({ preventScroll: true }); }
    opener = null;
  }
  function cite() {
    var text = sheet.querySelector("#citation"), button = document.createElement("button");
    if (!text || !navigator.clipboard) { return; }
    button.type = "button";
    button.textContent = "Copy as citation";
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(text.textContent).then(function () { button.textContent = "Copied"; });
    });
    text.after(button);
  }
  function open(address) {
    sheet.setAttribute("aria-busy", "true");
    htmx.ajax("GET", address, { target: sheet, swap: "innerHTML" }).then(function () {
      sheet.removeAttribute("aria-busy");
      sheet.classList.add("open");
      sheet.scrollTop = 0;
      cite();
      sheet.focus({ preventScroll: true });
    });
  }
  function isPlain(event) { return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey; }
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a"), address;
    if (!link || !isPlain(event)) { return; }
    address = link.getAttribute("href") || "";
    if (link.classList.contains("close") && sheet.contains(link)) { event.preventDefault(); close(true); return; }
    if (!/\/figures\/[^/]+\/[^/]+$/.test(address.split("?")[0]) || /format=/.test(address)) { return; }
    if (document.querySelector(".explained") || (sheet.contains(link) && !link.classList.contains("open"))) { return; }
    event.preventDefault();
    if (!sheet.contains(link)) { opener = link; }
    open(address);
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") { close(true); } });
  document.addEventListener("focusin", function (event) {
    if (sheet.classList.contains("open") && !sheet.contains(event.target)) { close(false); }
  });
  document.addEventListener("htmx:responseError", function () { sheet.removeAttribute("aria-busy"); if (opener) { location.href = opener.href; } });

  var first = document.getElementById("wrong") || document.getElementById("done");
  if (first) { first.focus({ preventScroll: false }); }

  var live = document.getElementById("live");
  if (live && window.EventSource) {
    var stream = new EventSource(live.dataset.stream), seen = null;
    var renew = function (position) {
      if (position === seen) { return; }
      var known = seen !== null;
      seen = position;
      if (!known) { return; }
      live.setAttribute("aria-busy", "true");
      var place = window.scrollY;
      htmx.ajax("GET", live.dataset.room, { target: live, swap: "innerHTML" }).then(function () {
        live.removeAttribute("aria-busy");
        window.scrollTo(0, place);
        var heading = live.querySelector("#total-t"), lead = live.querySelector(".lead");
        said.textContent = heading.textContent + ". " + lead.textContent;
      });
    };
    stream.addEventListener("here", function (event) { renew(event.data); });
    stream.addEventListener("moved", function (event) { renew(event.data); });
    window.addEventListener("pagehide", function () { stream.close(); });
  }
})();
