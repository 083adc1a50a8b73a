/*
 * What is shared out and paid: income to households, pay of cadres, allowances for lost work.
 */
#include "base/id.h"
#include "base/money.h"
#include "base/tr.h"
#include "property/inside.h"
#include "resident/resident.h"

enum { YEAR_LEAST = 1990, YEAR_MOST = 2100, ONE_MILLI = 1000, OWN_SHARES_MAX = 500 };

Share
share_from(const ShareRecord *record)
{
    Share share = {
        .id = record->id,
        .region = record->region,
        .year = record->year,
        .post = record->post,
        .person = record->person,
        .household = record->household,
        .number = record->number,
        .household_id = record->household_id.value,
        .quantity_milli = record->quantity_milli,
        .unit = record->unit,
        .standard_fen = record->standard_fen,
        .amount_fen = record->amount_fen,
        .paid_day = record->paid_day,
        .lock = record->lock,
    };

    (void)share_kind_parse(record->kind, &share.kind);
    return share;
}

/* ---- reading ---- */

Status
share_get(Ctx *ctx, int64_t id, Share *out)
{
    ShareRecord record;

    TRY(share_by_id(ctx, id, &record));
    TRY(property_read(ctx, record.region));
    *out = share_from(&record);
    return OK;
}

/* "2023.7234…": year and id of the last one. */
static Status
parse_cursor(Ctx *ctx, Text cursor, int64_t *year, int64_t *id)
{
    Text head, rest;

    *year = *id = 0;
    if (text_is_empty(cursor) ||
        (text_cut(cursor, '.', &head, &rest) && text_to_i64(head, year) && text_to_i64(rest, id)))
        return OK;
    return ctx_problem(ctx, "cursor", TR(ctx->lang, "翻页的参数不对"));
}

Status
share_list(Ctx *ctx, RegionCode village, int64_t year, Text cursor, Shares *out)
{
    ShareRecords rows;
    int64_t after_year, after;

    *out = (Shares){0};
    TRY(property_read(ctx, village));
    TRY(parse_cursor(ctx, cursor, &after_year, &after));
    if (year != 0)
        TRY(shares_of_year(ctx, &(SharesOfYearArgs){village, year, after, PROPERTY_PAGE + 1},
                           &rows));
    else
        TRY(shares_after(ctx, &(SharesAfterArgs){village, after_year, after, PROPERTY_PAGE + 1},
                         &rows));
    out->at = NEW_ARRAY(ctx->arena, Share, rows.len);
    for (size_t i = 0; i < rows.len && i < PROPERTY_PAGE; i++)
        out->at[out->len++] = share_from(&rows.at[i]);
    if (rows.len > PROPERTY_PAGE)
        out->next = text_printf(ctx->arena, "%lld.%lld", (long long)out->at[out->len - 1].year,
                                (long long)out->at[out->len - 1].id);
    return OK;
}

static Status
period_is_published(Ctx *ctx, RegionCode village, Text period, bool *out)
{
    StatementRecord record;
    Disclosure disclosure;
    Status status = statement_of(ctx, village, register_item(REGISTER_SHARES), period, &record);

    if (status == OK)
        status = disclosure_get(ctx, record.disclosure, &disclosure);
    if (status == OK)
        *out = disclosure.revision > 0 && disclosure.state != STATE_WITHDRAWN;
    return status == NOT_FOUND ? OK : status;
}

/* Whether the table of the year, or of the day on which it was paid, was published, so that the
 * household may know of it. */
static Status
is_published(Ctx *ctx, const ShareRecord *share, bool *out)
{
    *out = false;
    TRY(period_is_published(ctx, share->region, property_number(ctx->arena, share->year), out));
    if (*out || !share->paid_day.set)
        return OK;
    return period_is_published(ctx, share->region,
                               day_format(ctx->arena, (Day)share->paid_day.value), out);
}

Status
share_own(Ctx *ctx, const Household *household, Shares *out)
{
    Household own;
    ShareRecords rows;
    bool published;

    *out = (Shares){0};
    TRY(resident_household_of(ctx, ctx->actor, household->region, &own));
    if (own.id != household->id)
        return NOT_FOUND;
    TRY(shares_of_household(ctx, own.id, OWN_SHARES_MAX, &rows));
    out->at = NEW_ARRAY(ctx->arena, Share, rows.len);
    for (size_t i = 0; i < rows.len; i++) {
        TRY(is_published(ctx, &rows.at[i], &published));
        if (published)
            out->at[out->len++] = share_from(&rows.at[i]);
    }
    return OK;
}

/* ---- checks ---- */

static void
check_texts(Ctx *ctx, Share *share)
{
    bool pay = share->kind == SHARE_PAY;

    share->post = property_text(ctx, "post", share->post, PROPERTY_WORD_CHARS_MAX,
                                TR(ctx->lang, "请写职务或者组别"));
    share->person = property_text(ctx, "person", share->person, PROPERTY_WORD_CHARS_MAX,
                                  pay ? TR(ctx->lang, "请写干部的姓名") : (Text){0});
    share->household =
        property_text(ctx, "household", share->household, PROPERTY_WORD_CHARS_MAX, (Text){0});
    share->number = property_text(ctx, "number", share->number, PROPERTY_WORD_CHARS_MAX, (Text){0});
    share->unit = property_text(ctx, "unit", share->unit, PROPERTY_WORD_CHARS_MAX,
                                TR(ctx->lang, "请写单位，例如“月”“股”"));
    if (!pay && share->person.len != 0)
        (void)!ctx_problem(ctx, "person",
                           TR(ctx->lang, "这一栏人人能看，只写干部的姓名；村民写在“户主”一栏"));
    if (pay && (share->household.len != 0 || share->number.len != 0))
        (void)!ctx_problem(ctx, "household", TR(ctx->lang, "干部报酬不写户主"));
}

static void
check_amount(Ctx *ctx, Share *share)
{
    __int128 due;

    property_quantity(ctx, "quantity", share->quantity_milli);
    property_money(ctx, "standard", share->standard_fen, false);
    if (share->quantity_milli <= 0 || share->quantity_milli > MILLI_MAX ||
        share->standard_fen < 0 || share->standard_fen > FEN_MAX)
        return;
    due = ((__int128)share->quantity_milli * share->standard_fen + ONE_MILLI / 2) / ONE_MILLI;
    if (share->amount_fen == 0 && due > 0 && due <= FEN_MAX)
        share->amount_fen = (int64_t)due;
    property_money(ctx, "amount", share->amount_fen, true);
    if (share->standard_fen != 0 && share->amount_fen != due)
        (void)!ctx_problem(ctx, "amount",
                           TR(ctx->lang, "金额不是数量乘标准；标准不固定的，标准一栏不填"));
}

static Status
find_household(Ctx *ctx, Share *share)
{
    Household household;
    Status status;

    share->household_id = 0;
    if (share->number.len == 0)
        return OK;
    status = resident_household_by_number(ctx, share->region, share->number, &household);
    if (status == OK)
        share->household_id = household.id;
    return status == NOT_FOUND ? OK : status;
}

Status
share_check(Ctx *ctx, Share *share)
{
    SharesCountRow count;

    property_range(ctx, "year", share->year, YEAR_LEAST, YEAR_MOST,
                   TR(ctx->lang, "年份应在 1990 到 2100 之间"));
    if ((unsigned)share->kind >= SHARE_KINDS)
        (void)!ctx_problem(ctx, "kind", TR(ctx->lang, "请选收益分配、干部报酬还是误工补贴"));
    check_texts(ctx, share);
    check_amount(ctx, share);
    if (share->paid_day.set)
        property_day(ctx, "paid_day", share->paid_day.value, true);
    TRY(ctx_checked(ctx));
    TRY(shares_count(ctx, share->region, share->year, &count));
    if (share->id == 0)
        property_room(ctx, "year", count.count, PROPERTY_SHARES_MAX);
    TRY(ctx_checked(ctx));
    return find_household(ctx, share);
}

/* ---- writing ---- */

Status
share_write(Ctx *ctx, const Share *input, Share *out)
{
    OptInt household;
    Text kind;
    int64_t changed;

    *out = *input;
    TRY(share_check(ctx, out));
    household = property_id(out->household_id);
    kind = text_c(share_kind_name(out->kind));
    if (out->id == 0) {
        out->id = id_new();
        out->lock = 1;
        return share_insert(
            ctx, &(ShareInsertArgs){out->id, out->region, out->year, kind, out->post, out->person,
                                    out->household, out->number, household, out->quantity_milli,
                                    out->unit, out->standard_fen, out->amount_fen, out->paid_day});
    }
    TRY(share_update(ctx,
                     &(ShareUpdateArgs){out->id, out->lock, out->year, kind, out->post, out->person,
                                        out->household, out->number, household, out->quantity_milli,
                                        out->unit, out->standard_fen, out->amount_fen,
                                        out->paid_day},
                     &changed));
    out->lock++;
    return property_one(changed);
}

static Day
year_start(int64_t year)
{
    return day_from_date((Date){(int)year, 1, 1});
}

Status
share_put(Ctx *ctx, const Share *input, Share *out)
{
    Share row = *input;
    ShareRecord before = {.year = row.year};

    if (row.id != 0) {
        TRY(share_by_id(ctx, row.id, &before));
        row.region = before.region;
    }
    TRY(property_begin(ctx, row.region));
    TRY(share_write(ctx, &row, out));
    return property_finish(ctx, row.region, REGISTER_SHARES,
                           year_start(before.year < out->year ? before.year : out->year),
                           row.id != 0 ? PROPERTY_CHANGE : PROPERTY_ADD, out->id, out->post);
}

Status
share_remove(Ctx *ctx, int64_t id, int64_t lock)
{
    ShareRecord record;
    int64_t changed;

    TRY(share_by_id(ctx, id, &record));
    TRY(property_begin(ctx, record.region));
    TRY(share_delete(ctx, id, lock, &changed));
    TRY(property_one(changed));
    return property_finish(ctx, record.region, REGISTER_SHARES, year_start(record.year),
                           PROPERTY_REMOVE, id, record.post);
}
