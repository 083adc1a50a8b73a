/*
 * The 149 households of the relocation, in four buildings of two communities; all signed, all paid.
 */
#include "demo/rng.h"
#include "demo/staged.h"

enum {
    SALT_MOVED = 131,
    BUILDINGS = 4,
    LINES_MAX = 4,
    ONE = 1000, /* a whole one, in thousandths */
    AREA_LOW = 4200,
    AREA_HIGH = 11800, /* hundredths of a square metre */
    SHED_LOW = 600,
    SHED_HIGH = 2200,
    SHED_PER_MILLE = 300,
    SIGNED_FROM = 330,
    SIGNED_TO = 301,
    PAID_FROM = 290,
    PAID_TO = 211,
};

static const struct {
    RegionCode place;
    Text name;
    size_t first, count; /* of the place's homes */
} buildings[BUILDINGS] = {
    {DEMO_VILLAGE_CODE,     T_INIT("1号楼"), 0,  40},
    {DEMO_VILLAGE_CODE,     T_INIT("2号楼"), 40, 36},
    {INT64_C(210111010207), T_INIT("3号楼"), 0,  36},
    {INT64_C(210111010207), T_INIT("4号楼"), 36, 37},
};

static const Place *
place_of(const Places *places, RegionCode code)
{
    for (size_t i = 0; i < places->len; i++)
        if (places->at[i].code == code)
            return &places->at[i];
    return NULL;
}

static void
add_line(const Standards *standards, size_t standard, int64_t quantity_milli,
         ProjectHousehold *household)
{
    const Standard *from = &standards->at[standard];
    Compensation line = {
        .item = from->item,
        .unit = from->unit,
        .quantity_milli = quantity_milli,
        .standard_fen = from->standard_fen,
        .amount_fen = (quantity_milli * from->standard_fen + ONE / 2) / ONE,
    };

    household->lines[household->line_count++] = line;
    household->total_fen += line.amount_fen;
}

static ProjectHousehold
moved(Arena *arena, const Place *place, size_t building, size_t at, Day today, size_t number,
      const Standards *standards)
{
    const Home *home = &place->homes[at];
    Rng rng = rng_of(place->seed, SALT_MOVED, at);
    int64_t area = rng_between(&rng, AREA_LOW, AREA_HIGH) * 10;
    ProjectHousehold household = {
        .place = place->code,
        .building = buildings[building].name,
        .number = home->number,
        .head = home->head,
        .group_name = home->group,
        .agreement = text_printf(arena, "沈丹迁-%03zu", number),
        .signed_day = SOME_INT(today - rng_between(&rng, SIGNED_TO, SIGNED_FROM)),
        .paid_day = SOME_INT(today - rng_between(&rng, PAID_TO, PAID_FROM)),
        .note = T(""),
        .lines = NEW_ARRAY(arena, Compensation, LINES_MAX),
    };

    add_line(standards, 0, area, &household);
    add_line(standards, 1, area, &household);
    if (rng_chance(&rng, SHED_PER_MILLE))
        add_line(standards, 2, rng_between(&rng, SHED_LOW, SHED_HIGH) * 10, &household);
    add_line(standards, 3, ONE, &household);
    return household;
}

void
staged_homes(Arena *arena, const Places *places, Day today, const Standards *standards,
             ProjectHouseholds *out)
{
    *out = (ProjectHouseholds){.at = NEW_ARRAY(arena, ProjectHousehold, BUILDINGS * HOMES)};
    for (size_t i = 0; i < BUILDINGS; i++) {
        const Place *place = place_of(places, buildings[i].place);

        for (size_t j = 0; place != NULL && j < buildings[i].count; j++) {
            out->at[out->len] =
                moved(arena, place, i, buildings[i].first + j, today, out->len + 1, standards);
            out->len++;
        }
    }
}
