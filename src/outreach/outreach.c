#include "outreach/outreach.h"

#include "base/tr.h"

static const struct {
    const char *name;
    const char *title;
    const char *type;
} files[OUTREACH_FILES] = {
    [OUTREACH_POSTER_A3] = {"poster-a3.pdf", N_("海报 A3"),                         "application/pdf"          },
    [OUTREACH_POSTER_A4] = {"poster-a4.pdf", N_("海报 A4"),                         "application/pdf"          },
    [OUTREACH_POSTER_PNG] = {"poster.png",    N_("海报图片，发群里用"),       "image/png"                },
    [OUTREACH_NOTICE_PDF] = {"notice.pdf",    N_("月度公示 A4"),                   "application/pdf"          },
    [OUTREACH_NOTICE_PNG] = {"notice.png",    N_("月度公示图片，发群里用"), "image/png"                },
    [OUTREACH_SPEECH] = {"broadcast.txt", N_("大喇叭广播稿"),                "text/plain; charset=utf-8"},
};

const char *
outreach_file_name(OutreachFile file)
{
    return files[file].name;
}

const char *
outreach_file_title(OutreachFile file)
{
    return files[file].title;
}

const char *
outreach_file_type(OutreachFile file)
{
    return files[file].type;
}

bool
outreach_file_parse(Text name, OutreachFile *out)
{
    for (int i = 0; i < OUTREACH_FILES; i++)
        if (text_eq(name, text_c(files[i].name))) {
            *out = (OutreachFile)i;
            return true;
        }
    return false;
}

Month
outreach_month_of(Day today)
{
    return month_of(today) - (day_to_date(today).day < OUTREACH_READY_DAY ? 2 : 1);
}

/* ---- what there is to say ---- */

static Status
read_place(Ctx *ctx, Text site, OutreachMonth *out)
{
    RegionProfile profile;
    Regions path;
    Texts names;

    TRY(region_path(ctx, out->place.code, &path));
    names = (Texts){NEW_ARRAY(ctx->arena, Text, path.len), 0};
    for (size_t i = 0; i < path.len; i++)
        if (path.at[i].level >= LEVEL_DISTRICT)
            names.at[names.len++] = path.at[i].name;
    out->above = text_join(ctx->arena, names, T(" "));
    TRY(region_profile_get(ctx, out->place.code, &profile));
    out->phone = profile.phone;
    out->link =
        text_printf(ctx->arena, "%.*s/r/%012lld", TEXT_ARGS(site), (long long)out->place.code);
    return OK;
}

static Status
read_money(Ctx *ctx, OutreachMonth *out)
{
    LedgerMonth month;
    MonthSums before;
    Status status = ledger_month(ctx, out->place.code, out->month, &month);

    if (status == NOT_FOUND)
        return OK;
    if (status != OK)
        return status;
    out->has_money = true;
    return ledger_sums_of_month(ctx, &month, &out->sums, &before);
}

/* The newest first, until the days before the window begin. */
static Status
read_published(Ctx *ctx, OutreachMonth *out)
{
    DisclosureFilter filter = {.region = out->place.code, .limit = DISCLOSURE_PAGE_MAX};

    out->published.at = NEW_ARRAY(ctx->arena, DisclosureLine, OUTREACH_LINES_MAX);
    for (bool more = true; more;) {
        DisclosureLines lines;

        TRY(disclosure_list(ctx, &filter, &lines));
        more = lines.next.len != 0;
        for (size_t i = 0; i < lines.len && more; i++) {
            Day day = day_of(lines.at[i].published_at.value);

            more = day >= out->first && out->published.len < OUTREACH_LINES_MAX;
            if (more && day <= out->last && !lines.at[i].withdrawn)
                out->published.at[out->published.len++] = lines.at[i];
        }
        filter.cursor = lines.next;
    }
    return OK;
}

static Status
read_missing(Ctx *ctx, OutreachMonth *out)
{
    TRY(duty_missing_within(ctx, out->place.code, OUTREACH_MISSING_MAX, &out->missing));
    out->missing_names = (Texts){NEW_ARRAY(ctx->arena, Text, out->missing.len), out->missing.len};
    for (size_t i = 0; i < out->missing.len; i++) {
        Item item;
        Status status = catalogue_item(ctx, out->place.code, out->missing.at[i].item, &item);

        if (status != OK && status != NOT_FOUND)
            return status;
        out->missing_names.at[i] = status == OK ? item.name : out->missing.at[i].item;
    }
    return OK;
}

static Status
read_all(Ctx *ctx, Text site, OutreachMonth *out)
{
    TRY(read_place(ctx, site, out));
    TRY(read_money(ctx, out));
    TRY(read_published(ctx, out));
    TRY(disclosure_notices(ctx, out->place.code, OUTREACH_NOTICES_MAX, &out->notices));
    return read_missing(ctx, out);
}

Status
outreach_month(Ctx *ctx, RegionCode village, Month month, Text site, OutreachMonth *out)
{
    const Actor *makes = ctx->actor;
    Lang lang = ctx->lang;
    Day today = ctx_today(ctx);
    Status status;

    *out = (OutreachMonth){.month = month, .first = month_first(month + 1)};
    out->last = month_last(month + 1) < today ? month_last(month + 1) : today;
    TRY(region_get(ctx, village, &out->place));
    if (out->place.level != LEVEL_VILLAGE)
        return NOT_FOUND;
    out->community = out->place.community || text_ends(out->place.name, T("社区"));
    if (month < LEDGER_MONTH_MIN || out->first > today)
        return ctx_problem(ctx, "month", TR(ctx->lang, "这个月还没有到公开的时候"));
    /* It hangs on a wall of the village: what it says is what a visitor may read, in Chinese. */
    ctx->actor = NULL;
    ctx->lang = LANG_HANS;
    status = read_all(ctx, site, out);
    ctx->lang = lang;
    ctx->actor = makes;
    return status;
}
