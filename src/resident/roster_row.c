#include "resident/roster_row.h"

#include "base/buf.h"
#include "base/id.h"
#include "base/tr.h"

static const char *const gender_names[GENDER_COUNT] = {"", "male", "female"};
static const char *const gender_titles[GENDER_COUNT] = {"", N_("男"), N_("女")};
static const char *const mark_titles[MARK_COUNT] = {
    N_("村干部"), N_("干部亲属"), N_("党员"),     N_("村民代表"),
    N_("低保"),   N_("特困供养"), N_("优抚对象"),
};

const char *
gender_title(Gender gender)
{
    return gender_titles[gender];
}

const char *
resident_mark_title(size_t bit)
{
    return mark_titles[bit];
}

Text
roster_mask_name(Arena *arena, Text name)
{
    size_t chars = text_chars(name);
    Text first = text_first_chars(name, 1);
    Text before_last = text_first_chars(name, chars > 0 ? chars - 1 : 0);
    Buf buf = buf_new(arena, 256);

    if (chars == 0)
        return T("");
    buf_text(&buf, first);
    for (size_t i = 1; i == 1 || i + 1 < chars; i++)
        buf_char(&buf, '*');
    if (chars > 2)
        buf_text(&buf, text_slice(name, before_last.len, name.len));
    return buf_done(&buf);
}

static Gender
gender_from(Text name)
{
    for (int gender = GENDER_MALE; gender < GENDER_COUNT; gender++)
        if (text_eq(name, text_c(gender_names[gender])))
            return (Gender)gender;
    return GENDER_UNSAID;
}

Resident
resident_from(const RosterRecord *record)
{
    return (Resident){
        .id = record->id,
        .region = record->region,
        .household = record->household,
        .household_number = record->household_number,
        .name = record->name,
        .id_masked = record->id_masked,
        .id_hash = record->id_hash,
        .relation = record->relation,
        .birth_year = record->birth_year,
        .gender = gender_from(record->gender),
        .marks = record->marks,
        .phone = record->phone,
        .left_day = record->left_day,
        .eligible = record->eligible,
        .account = record->account.set ? record->account.value : 0,
        .joined_day = record->joined_day,
        .active_day = record->active_day,
    };
}

void
residents_from(Ctx *ctx, const RosterRecord *at, size_t len, Residents *out)
{
    *out = (Residents){.at = NEW_ARRAY(ctx->arena, Resident, len)};
    for (size_t i = 0; i < len; i++)
        out->at[out->len++] = resident_from(&at[i]);
}

bool
roster_is_eligible(const Resident *resident, Day today)
{
    return !resident->left_day.set &&
           resident->birth_year + RESIDENT_ELIGIBLE_YEARS <= day_to_date(today).year;
}

void
roster_count(TallyBatch *batch, const Resident *resident, int sign)
{
    if (!resident->eligible)
        return;
    tally_batch_add(batch, resident->region, TALLY_RESIDENTS_ROSTER, 0, sign);
    if (resident->account == 0)
        return;
    tally_batch_add(batch, resident->region, TALLY_RESIDENTS_REGISTERED,
                    (Day)resident->joined_day.value, sign);
    if (resident->active_day.set)
        tally_batch_add(batch, resident->region, TALLY_RESIDENTS_ACTIVE,
                        (Day)resident->active_day.value, sign);
}

static Status
insert(Ctx *ctx, const Resident *row)
{
    return roster_insert(ctx,
                         &(RosterInsertArgs){
                             .id = row->id,
                             .region = row->region,
                             .household = row->household,
                             .name = row->name,
                             .id_masked = row->id_masked,
                             .id_hash = row->id_hash,
                             .relation = row->relation,
                             .birth_year = row->birth_year,
                             .gender = text_c(gender_names[row->gender]),
                             .marks = row->marks,
                             .phone = row->phone,
                             .left_day = row->left_day,
                             .eligible = row->eligible,
                             .account = row->account != 0 ? SOME_INT(row->account) : (OptInt){0},
                             .joined_day = row->joined_day,
                             .active_day = row->active_day,
                         });
}

static Status
update(Ctx *ctx, const Resident *row)
{
    return roster_update(ctx,
                         &(RosterUpdateArgs){
                             .id = row->id,
                             .household = row->household,
                             .name = row->name,
                             .id_masked = row->id_masked,
                             .id_hash = row->id_hash,
                             .relation = row->relation,
                             .birth_year = row->birth_year,
                             .gender = text_c(gender_names[row->gender]),
                             .marks = row->marks,
                             .phone = row->phone,
                             .left_day = row->left_day,
                             .eligible = row->eligible,
                             .account = row->account != 0 ? SOME_INT(row->account) : (OptInt){0},
                             .joined_day = row->joined_day,
                             .active_day = row->active_day,
                         });
}

Status
roster_write(Ctx *ctx, const Resident *before, Resident *after, TallyBatch *batch)
{
    after->eligible = roster_is_eligible(after, ctx_today(ctx));
    if (before != NULL)
        roster_count(batch, before, -1);
    roster_count(batch, after, 1);
    return before != NULL ? update(ctx, after) : insert(ctx, after);
}

/* ---- bulk loading ---- */

static Status
link_loaded(Ctx *ctx, const Resident *person)
{
    int64_t changed;

    TRY(account_make_resident(ctx, person->account, person->region, &changed));
    return roster_link_replace(ctx, &(RosterLinkReplaceArgs){
                                        .account = person->account,
                                        .region = person->region,
                                        .household = person->household,
                                        .now = ctx->now,
                                    });
}

Status
roster_load(Ctx *ctx, Resident *people, size_t len)
{
    TallyBatch *batch;

    if (ctx->actor == NULL || !ctx->actor->system)
        return DENIED;
    batch = tally_batch_new(ctx);
    for (size_t i = 0; i < len; i++) {
        people[i].id = id_new();
        TRY(roster_write(ctx, NULL, &people[i], batch));
        if (people[i].account != 0)
            TRY(link_loaded(ctx, &people[i]));
    }
    return tally_batch_write(ctx, batch);
}
