/*
 * Between the rows of the database and the structs of the room.
 */
#include "base/id.h"
#include "base/tr.h"
#include "disclosure/parts.h"
#include "store/store.h"

static const struct {
    const char *name;
    const char *title;
} states[STATE_COUNT] = {
    [STATE_DRAFT] = {"draft",      N_("草稿")               },
    [STATE_CONFIRMING] = {"confirming", N_("待理财小组确认")},
    [STATE_SUBMITTED] = {"submitted",  N_("待审核")            },
    [STATE_RETURNED] = {"returned",   N_("已退回")            },
    [STATE_PUBLISHED] = {"published",  N_("已公开")            },
    [STATE_WITHDRAWN] = {"withdrawn",  N_("已撤回")            },
};

static const struct {
    const char *name;
    const char *title;
} kinds[] = {
    [DISCLOSURE_REPORT] = {"report",    N_("公开内容")   },
    [DISCLOSURE_NIL] = {"nil",       N_("本期无事项")},
    [DISCLOSURE_EXCEPTION] = {"exception", N_("不公开备案")},
};

const char *
disclosure_state_name(DisclosureState state)
{
    return states[state].name;
}

const char *
disclosure_state_title(DisclosureState state)
{
    return states[state].title;
}

bool
disclosure_state_parse(Text name, DisclosureState *out)
{
    for (int state = STATE_DRAFT; state < STATE_COUNT; state++) {
        if (text_eq(name, text_c(states[state].name))) {
            *out = (DisclosureState)state;
            return true;
        }
    }
    return false;
}

const char *
disclosure_kind_name(DisclosureKind kind)
{
    return kinds[kind].name;
}

const char *
disclosure_kind_title(DisclosureKind kind)
{
    return kinds[kind].title;
}

bool
disclosure_kind_parse(Text name, DisclosureKind *out)
{
    for (int kind = DISCLOSURE_REPORT; kind <= DISCLOSURE_EXCEPTION; kind++) {
        if (text_eq(name, text_c(kinds[kind].name))) {
            *out = (DisclosureKind)kind;
            return true;
        }
    }
    return false;
}

int64_t
acting_account(const Ctx *ctx)
{
    return ctx->actor != NULL && !ctx->actor->system ? ctx->actor->account : 0;
}

OptInt
acting_account_opt(const Ctx *ctx)
{
    int64_t account = acting_account(ctx);

    return account != 0 ? SOME_INT(account) : (OptInt){0};
}

Text
default_title(Arena *arena, Lang lang, const Item *item, Text period)
{
    Period parsed;
    Text words = period_parse(period, &parsed) ? period_words(arena, lang, parsed) : period;

    return text_printf(arena, lang == LANG_EN ? "%.*s: %.*s" : "%.*s %.*s", TEXT_ARGS(words),
                       TEXT_ARGS(item_name(item, lang)));
}

/* ---- disclosures ---- */

Disclosure
disclosure_from_stored(const StoredDisclosure *row)
{
    Disclosure out = {
        .id = row->id,
        .region = row->region,
        .item = row->item,
        .item_version = row->item_version,
        .affair = (Affair)row->affair,
        .period = row->period,
        .revision = row->revision,
        .working = row->working,
        .lock = row->lock,
        .created_at = row->created_at,
        .created_by = row->created_by.set ? row->created_by.value : 0,
        .first_published_at = row->first_published_at,
        .published_at = row->published_at,
        .notice_until = row->notice_until,
        .withdrawn_at = row->withdrawn_at,
        .withdrawn_reason = row->withdrawn_reason,
    };

    /* The schema's CHECKs leave no other names. */
    (void)disclosure_kind_parse(row->kind, &out.kind);
    (void)disclosure_state_parse(row->state, &out.state);
    return out;
}

Status
disclosure_fetch(Ctx *ctx, int64_t id, Disclosure *out)
{
    StoredDisclosure row;

    TRY(disclosure_load(ctx, id, &row));
    *out = disclosure_from_stored(&row);
    return OK;
}

Status
disclosure_write(Ctx *ctx, Disclosure *disclosure)
{
    Period period = {0};
    int64_t changed;

    (void)period_parse(disclosure->period, &period);
    TRY(disclosure_save(ctx,
                        &(DisclosureSaveArgs){
                            .id = disclosure->id,
                            .lock = disclosure->lock,
                            .item = disclosure->item,
                            .item_version = disclosure->item_version,
                            .affair = disclosure->affair,
                            .period = disclosure->period,
                            .period_start = period.start,
                            .period_end = period.end,
                            .kind = text_c(disclosure_kind_name(disclosure->kind)),
                            .state = text_c(disclosure_state_name(disclosure->state)),
                            .revision = disclosure->revision,
                            .working = disclosure->working,
                            .first_published_at = disclosure->first_published_at,
                            .published_at = disclosure->published_at,
                            .notice_until = disclosure->notice_until,
                            .withdrawn_at = disclosure->withdrawn_at,
                            .withdrawn_reason = disclosure->withdrawn_reason,
                        },
                        &changed));
    if (changed == 0)
        return CONFLICT;
    disclosure->lock++;
    return OK;
}

Status
disclosure_event_add(Ctx *ctx, const Disclosure *disclosure, int64_t revision, const char *kind,
                     Text note)
{
    return disclosure_event_insert(ctx, &(DisclosureEventInsertArgs){
                                            .id = id_new(),
                                            .disclosure = disclosure->id,
                                            .revision = revision,
                                            .at = ctx->now,
                                            .account = acting_account_opt(ctx),
                                            .kind = text_c(kind),
                                            .note = note,
                                        });
}

/* ---- revisions ---- */

Status
revision_fetch(Ctx *ctx, const Disclosure *disclosure, int64_t number, Revision *out)
{
    StoredRevision row;
    Columns columns;

    TRY(revision_load(ctx, disclosure->id, number, &row));
    if (row.columns.len == 0) {
        Item item;

        TRY(catalogue_version(ctx, disclosure->item_version, &item));
        columns = item.columns;
    } else {
        TRY(columns_from_json(ctx, row.columns, &columns));
    }
    *out = (Revision){
        .disclosure = row.disclosure,
        .number = row.number,
        .title = row.title,
        .summary = row.summary,
        .body = row.body,
        .reason = row.reason,
        .review_on = row.review_on,
        .personal_ok = row.personal_ok,
        .created_at = row.created_at,
        .created_by = row.created_by.set ? row.created_by.value : 0,
        .submitted_at = row.submitted_at,
        .submitted_by = row.submitted_by,
        .confirmed_at = row.confirmed_at,
        .confirmed_by = row.confirmed_by,
        .reviewed_at = row.reviewed_at,
        .reviewed_by = row.reviewed_by,
        .published_at = row.published_at,
        .return_reason = row.return_reason,
        .digest = row.digest,
    };
    (void)disclosure_kind_parse(row.kind, &out->kind);
    return rows_unpack(ctx, columns, row.rows, &out->table);
}
