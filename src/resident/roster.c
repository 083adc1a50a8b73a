/*
 * The roster of people: read and kept on the desk, and whose account is whose.
 */
#include "resident/roster.h"

#include "account/phone_code.h"
#include "actor/slices.h"
#include "base/id.h"
#include "base/tr.h"
#include "resident/load.h"
#include "resident/roster_row.h"

enum { WORDS_CHARS_MAX = 40, GROW_AT_ONCE = 500 };

/* ---- reading ---- */

Status
roster_resident(Ctx *ctx, int64_t id, Resident *out)
{
    RosterRecord record;

    TRY(roster_by_id(ctx, id, &record));
    *out = resident_from(&record);
    return OK;
}

Status
roster_of_account(Ctx *ctx, int64_t account, RegionCode region, Resident *out)
{
    RosterRecords rows;

    TRY(roster_by_account(ctx, account, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        if (rows.at[i].region == region) {
            *out = resident_from(&rows.at[i]);
            return OK;
        }
    }
    return NOT_FOUND;
}

Status
roster_of_household(Ctx *ctx, int64_t household, Residents *out)
{
    RosterRecords rows;

    TRY(roster_by_household(ctx, household, HOUSEHOLD_PEOPLE_MAX, &rows));
    residents_from(ctx, rows.at, rows.len, out);
    return OK;
}

Status
roster_named(Ctx *ctx, RegionCode region, Text name, Residents *out)
{
    RosterRecords rows;

    TRY(roster_by_name(ctx, region, name, &rows));
    residents_from(ctx, rows.at, rows.len, out);
    return OK;
}

/* A cursor is "number|id". */
static bool
read_cursor(Text cursor, Text *number, int64_t *id)
{
    size_t bar = cursor.len;

    *number = T("");
    *id = 0;
    if (text_is_empty(cursor))
        return true;
    if (!text_is_clean(cursor))
        return false;
    while (bar > 0 && cursor.at[bar - 1] != '|')
        bar--;
    if (bar == 0 || !text_to_i64(text_slice(cursor, bar, cursor.len), id))
        return false;
    *number = text_slice(cursor, 0, bar - 1);
    return text_chars(*number) <= HOUSEHOLD_NUMBER_CHARS_MAX;
}

Status
roster_list(Ctx *ctx, RegionCode region, RosterShow show, Text words, Text cursor, Residents *out)
{
    RosterAfterArgs args = {.region = region, .show = (int64_t)show, .limit = RESIDENTS_PAGE + 1};
    RosterRecords rows;

    TRY(actor_require(ctx, CAN_READ_ROSTER, region));
    if (!read_cursor(cursor, &args.number, &args.id))
        return ctx_problem(ctx, "cursor", TR(ctx->lang, "翻页的参数不对"));
    words = text_is_clean(words) ? text_first_chars(text_trim(words), WORDS_CHARS_MAX) : T("");
    args.pattern = resident_pattern(ctx->arena, words);
    TRY(roster_after(ctx, &args, &rows));
    residents_from(ctx, rows.at, rows.len < RESIDENTS_PAGE ? rows.len : RESIDENTS_PAGE, out);
    if (rows.len > RESIDENTS_PAGE) {
        const Resident *last = &out->at[out->len - 1];

        out->next = text_printf(ctx->arena, "%.*s|%lld", TEXT_ARGS(last->household_number),
                                (long long)last->id);
    }
    return OK;
}

Status
roster_get(Ctx *ctx, int64_t id, Resident *out)
{
    TRY(roster_resident(ctx, id, out));
    return actor_may(ctx->actor, CAN_READ_ROSTER, out->region) ? OK : NOT_FOUND;
}

/* ---- changing ---- */

Status
roster_save(Ctx *ctx, const Resident *before, Resident *after)
{
    TallyBatch *batch = tally_batch_new(ctx);

    TRY(roster_write(ctx, before, after, batch));
    region_touch(ctx, after->region);
    return tally_batch_write(ctx, batch);
}

static Status
require_keeper(Ctx *ctx, RegionCode region)
{
    Region place;
    Status status;

    TRY(actor_require(ctx, CAN_KEEP_ROSTER, region));
    status = region_get(ctx, region, &place);
    if (status == NOT_FOUND || (status == OK && place.level != LEVEL_VILLAGE))
        return ctx_problem(ctx, "region", TR(ctx->lang, "人只能登记在村或社区"));
    return status;
}

/* The household that was typed; an identity number that another person of the village has. */
static Status
check_ties(Ctx *ctx, Resident *row)
{
    Household household;
    RosterRecord other;
    Status status =
        resident_household_by_number(ctx, row->region, row->household_number, &household);

    if (status == NOT_FOUND)
        return ctx_problem(ctx, "household_number",
                           TR(ctx->lang, "户籍表里没有这个户号，请先登记这一户"));
    TRY(status);
    row->household = household.id;
    status =
        row->id_hash.len != 0 ? roster_by_hash(ctx, row->id_hash, row->region, &other) : NOT_FOUND;
    if (status == OK && other.id != row->id)
        return ctx_problem(ctx, "identity",
                           TR_FORMAT(ctx->arena, ctx->lang,
                                     "这个身份证号已经登记给户号 {number} 的{name}",
                                     {"number", other.household_number}, {"name", other.name}));
    return status == NOT_FOUND ? OK : status;
}

static Status
take_identity(Ctx *ctx, Text typed, Resident *row)
{
    Identity identity;
    Status status = roster_identity(ctx, typed, &identity);

    if (status != OK)
        return status == INVALID ? OK : status; /* the problem is noted */
    if (identity.masked.len == 0)
        return OK;
    if (identity.hash.len != 0 || !text_eq(identity.masked, row->id_masked))
        row->id_hash = identity.hash;
    row->id_masked = identity.masked;
    if (row->birth_year == 0)
        row->birth_year = identity.birth_year;
    return OK;
}

Status
roster_put(Ctx *ctx, const Resident *resident, Text identity, int64_t *id_out)
{
    Resident row = *resident, old = {0};
    bool is_new = row.id == 0;

    if (!is_new) {
        TRY(roster_get(ctx, row.id, &old));
        row.region = old.region;
        row.left_day = old.left_day;
        row.account = old.account;
        row.joined_day = old.joined_day;
        row.active_day = old.active_day;
    } else {
        row.id = id_new();
        row.account = 0;
    }
    TRY(require_keeper(ctx, row.region));
    row.id_masked = old.id_masked;
    row.id_hash = old.id_hash;
    row.household_number = text_trim(row.household_number);
    row.name = text_trim(row.name);
    row.relation = text_trim(row.relation);
    TRY(take_identity(ctx, identity, &row));
    if (!text_is_blank(row.phone) && !phone_parse(ctx->arena, row.phone, &row.phone))
        (void)!ctx_problem(ctx, "phone", TR(ctx->lang, "手机号是 11 位数字"));
    roster_check(ctx, &row);
    if (row.account != 0 && !roster_is_eligible(&row, ctx_today(ctx)))
        (void)!ctx_problem(ctx, "birth_year", TR(ctx->lang, "已经注册的人不能改成不满 16 岁"));
    TRY(ctx_checked(ctx));
    TRY(check_ties(ctx, &row));
    TRY(roster_save(ctx, is_new ? NULL : &old, &row));
    if (row.account != 0 && row.household != old.household)
        TRY(roster_tie_household(ctx, &row));
    *id_out = row.id;
    return audit(ctx, row.region, is_new ? "resident.add" : "resident.change", row.id,
                 row.household_number);
}

Status
roster_set_left(Ctx *ctx, int64_t id, bool left)
{
    Resident old, row;

    TRY(roster_get(ctx, id, &old));
    TRY(require_keeper(ctx, old.region));
    if (old.left_day.set == left)
        return OK;
    if (old.account != 0) {
        TRY(roster_unlink(ctx, id));
        TRY(roster_resident(ctx, id, &old));
    }
    row = old;
    row.left_day = left ? SOME_INT(ctx_today(ctx)) : (OptInt){0};
    if (!left)
        TRY(check_ties(ctx, &row));
    TRY(roster_save(ctx, &old, &row));
    return audit(ctx, row.region, left ? "resident.left" : "resident.back", id,
                 row.household_number);
}

/* ---- time ---- */

static Status
grow_some(Ctx *ctx, void *arg)
{
    bool *more = arg;
    TallyBatch *batch = tally_batch_new(ctx);
    RosterGrowingRows rows;

    TRY(roster_growing(ctx, day_to_date(ctx_today(ctx)).year - RESIDENT_ELIGIBLE_YEARS,
                       GROW_AT_ONCE, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        TRY(roster_set_eligible(ctx, rows.at[i].id));
        tally_batch_add(batch, rows.at[i].region, TALLY_RESIDENTS_ROSTER, 0, 1);
        region_touch(ctx, rows.at[i].region);
    }
    *more = rows.len == GROW_AT_ONCE;
    return tally_batch_write(ctx, batch);
}

Status
roster_grow(Store *store, Ctx *ctx)
{
    return slices_run(store, ctx, grow_some);
}

/* ---- figures ---- */

Status
roster_figures(Ctx *ctx, RegionCode region, RosterFigures *out)
{
    Day today = ctx_today(ctx);

    TRY(tally_total(ctx, region, TALLY_RESIDENTS_ROSTER, &out->eligible));
    TRY(tally_total(ctx, region, TALLY_RESIDENTS_REGISTERED, &out->registered));
    return tally_between(ctx, region, TALLY_RESIDENTS_ACTIVE, today - (ROSTER_ACTIVE_DAYS - 1),
                         today, &out->active);
}
