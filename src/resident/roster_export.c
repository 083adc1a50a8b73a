/*
 * The roster as a sheet: for the desk's download and the command line's export.
 */
#include <string.h>

#include "resident/roster.h"

enum { ROWS_FIRST = 512 };

static Text
marks_cell(Arena *arena, int64_t marks)
{
    Texts words = {.at = NEW_ARRAY(arena, Text, MARK_COUNT)};

    for (size_t bit = 0; bit < MARK_COUNT; bit++)
        if ((marks & ((int64_t)1 << bit)) != 0)
            words.at[words.len++] = text_c(resident_mark_title(bit));
    return text_join(arena, words, T("、"));
}

void
roster_cells(Arena *arena, const Resident *person, Text cells[ROSTER_CELL_COUNT])
{
    cells[ROSTER_CELL_HOUSEHOLD] = person->household_number;
    cells[ROSTER_CELL_NAME] = person->name;
    cells[ROSTER_CELL_RELATION] = person->relation;
    cells[ROSTER_CELL_GENDER] = text_c(gender_title(person->gender));
    cells[ROSTER_CELL_BIRTH_YEAR] = text_printf(arena, "%lld", (long long)person->birth_year);
    cells[ROSTER_CELL_IDENTITY] = person->id_masked;
    cells[ROSTER_CELL_PHONE] = person->phone;
    cells[ROSTER_CELL_MARKS] = marks_cell(arena, person->marks);
}

Status
roster_each(Ctx *ctx, RegionCode region, RosterTake *take, void *arg)
{
    Residents found = {.next = T("")};

    while (found.next.at != NULL) {
        TRY(roster_list(ctx, region, ROSTER_HERE, T(""), found.next, &found));
        for (size_t i = 0; i < found.len; i++) {
            Text cells[ROSTER_CELL_COUNT];

            roster_cells(ctx->arena, &found.at[i], cells);
            TRY(take(ctx, arg, cells));
        }
    }
    return OK;
}

typedef struct Growing {
    RosterTable table;
    size_t room; /* rows */
} Growing;

static Status
keep(Ctx *ctx, void *arg, const Text cells[ROSTER_CELL_COUNT])
{
    Growing *growing = arg;
    RosterTable *table = &growing->table;
    enum { ROW_BYTES = ROSTER_CELL_COUNT * sizeof(Text) };

    if (table->len == growing->room) {
        table->cells = arena_grow(ctx->arena, table->cells, growing->room * ROW_BYTES,
                                  growing->room * 2 * ROW_BYTES);
        growing->room *= 2;
    }
    memcpy(&table->cells[table->len++ * ROSTER_CELL_COUNT], cells, ROW_BYTES);
    return OK;
}

Status
roster_export(Ctx *ctx, RegionCode region, RosterTable *out)
{
    Growing growing = {
        .table = {NEW_ARRAY(ctx->arena, Text, (size_t)ROWS_FIRST * ROSTER_CELL_COUNT), 0},
        .room = ROWS_FIRST,
    };

    TRY(actor_require(ctx, CAN_KEEP_ROSTER, region));
    TRY(roster_each(ctx, region, keep, &growing));
    *out = growing.table;
    return audit(ctx, region, "resident.export", 0, text_printf(ctx->arena, "%zu", out->len));
}
