"""Arrivals week by week: early batches leave room for what later ones need."""

from solidarity.matching.arrivals import Batch, Year, gained, place_batch


def batch(week: int, *scores: tuple[int, ...]) -> Batch:
    ids = tuple(f"{week}-{n}" for n in range(len(scores)))
    return Batch(ids, (1,) * len(scores), scores)


EARLY = batch(0, *[(5, 4)] * 4)
LATE = batch(1, *[(9, 0)] * 4)


def run(*, looks_ahead: bool, before: tuple[Batch, ...] = ()) -> tuple[int, Year]:
    year = Year(("DE", "FR"), [4, 4], 8, 1, [], before)
    value = sum(
        gained(one, place_batch(year, one, looks_ahead=looks_ahead)) for one in (EARLY, LATE)
    )
    return value, year


class TestArrivals:
    def test_the_greedy_way_uses_up_what_later_ones_need(self) -> None:
        value, year = run(looks_ahead=False)
        assert value == 4 * 5
        assert year.room[0] == 0

    def test_prices_of_the_year_before_keep_the_places(self) -> None:
        value, year = run(looks_ahead=True, before=(EARLY, LATE))
        assert value > 4 * 5
        assert min(year.room) >= 0

    def test_the_same_seed_places_the_same(self) -> None:
        assert run(looks_ahead=True)[1] == run(looks_ahead=True)[1]

    def test_who_would_be_beyond_the_room_takes_the_next_best(self) -> None:
        year = Year(("DE", "FR"), [1, 1], 4, 1, [])
        homes = place_batch(year, batch(0, (9, 1), (9, 1), (9, 1)))
        assert year.room[0] >= 0
        assert homes.count(0) <= 1
        assert len(homes) == 3
