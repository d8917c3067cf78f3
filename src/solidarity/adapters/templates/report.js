(function () {
  var root = document.documentElement, opener = null;
  root.classList.add("js");
  function shown() { return document.querySelector(".sheet.open"); }
  function hide() { var s = shown(); if (s) { s.classList.remove("open"); } }
  function show(id) {
    var s = id && document.getElementById(id);
    hide();
    if (!s || !s.classList.contains("sheet")) { return false; }
    s.classList.add("open");
    s.scrollTop = 0;
    cite(s);
    s.focus({ preventScroll: true });
    return true;
  }
  function go(hash) { try { history.pushState(null, "", hash || location.pathname + location.search); } catch (e) { return; } }
  function close() {
    if (!shown()) { return; }
    hide();
    go("");
    if (opener && document.contains(opener)) { opener.focus({ preventScroll: true }); }
    opener = null;
  }
  function cite(s) {
    if (s.querySelector("button")) { return; }
    var b = document.createElement("button");
    b.type = "button";
    b.textContent = "Copy as citation";
    b.addEventListener("click", function () {
      var law = s.querySelector(":scope > .law"), src = s.querySelector(":scope > .src"), t = document.createElement("textarea");
      t.value = [s.querySelector("h3").textContent + ": " + s.querySelector(".value").textContent, s.querySelector(".how").textContent,
        law && law.textContent, src && src.textContent, document.title].filter(Boolean).join(". ");
      s.appendChild(t); t.select(); document.execCommand("copy"); t.remove();
      b.textContent = "Copied"; b.focus();
    });
    s.appendChild(b);
  }
  document.addEventListener("click", function (event) {
    var a = event.target.closest("a[href^='#']");
    if (!a) { return; }
    if (a.classList.contains("close")) { event.preventDefault(); close(); return; }
    var id = a.getAttribute("href").slice(1), inside = a.closest(".sheet");
    if (show(id)) { event.preventDefault(); if (!inside) { opener = a; } go("#" + id); } else if (inside) { hide(); }
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") { close(); } });
  document.addEventListener("focusin", function (event) { var s = shown(); if (s && !s.contains(event.target)) { hide(); go(""); opener = null; } });
  window.addEventListener("popstate", function () { show(location.hash.slice(1)); });
  show(location.hash.slice(1));
})();
