/*
 * Of a place's figures: what only those see who supervise it.
 */
#include "clue/clue.h"
#include "clue/petition.h"
#include "flag/flag.h"
#include "home/parts.h"

enum { DECIMALS = 4 };

static void
put_ratio(Json *json, const char *key, bool there, int64_t ratio)
{
    json_key(json, key);
    if (there)
        json_decimal(json, ratio, DECIMALS);
    else
        json_none(json);
}

static void
put_change(Json *json, const char *key, bool has_before, int64_t now, int64_t before)
{
    int64_t ratio = 0;
    bool there = has_before && petition_change(now, before, &ratio);

    put_ratio(json, key, there, ratio);
}

static void
put_rate(Json *json, const char *key, int64_t part, int64_t whole)
{
    int64_t ratio = 0;
    bool there = petition_rate(part, whole, &ratio);

    put_ratio(json, key, there, ratio);
}

static Status
put_register(Ctx *ctx, RegionCode code, Json *json, bool *put_out)
{
    PetitionYear year;
    Status status = petition_last_year(ctx, code, &year);

    if (status == DENIED)
        return OK;
    *put_out = true;
    if (status == NOT_FOUND) {
        json_put_none(json, "petition_register");
        return OK;
    }
    TRY(status);
    json_key(json, "petition_register");
    json_object_begin(json);
    json_put_int(json, "year", year.year);
    json_put_int(json, "reports", year.now.reports);
    put_change(json, "reports_change", year.has_before, year.now.reports, year.before.reports);
    json_put_int(json, "accusations", year.now.accusations);
    put_change(json, "accusations_change", year.has_before, year.now.accusations,
               year.before.accusations);
    put_rate(json, "satisfaction", year.now.satisfied, year.now.asked);
    put_rate(json, "satisfaction_before", year.before.satisfied, year.before.asked);
    json_object_end(json);
    return OK;
}

static Status
put_flags(Ctx *ctx, RegionCode code, Json *json, bool *put_out)
{
    FlagSums sums;
    Status status = flag_totals(ctx, code, &sums);

    if (status == DENIED)
        return OK;
    TRY(status);
    *put_out = true;
    json_key(json, "flags");
    json_object_begin(json);
    json_put_int(json, "open", sums.all.live);
    json_key(json, "by_rule");
    json_object_begin(json);
    for (size_t i = 0; i < sums.len; i++)
        json_put_int(json, sums.at[i].rule->name, sums.at[i].live);
    json_object_end(json);
    json_object_end(json);
    return OK;
}

Status
parts_put_supervision(Ctx *ctx, RegionCode code, Json *json, bool *put_out)
{
    ClueTotals totals;
    Status status = clue_totals(ctx, code, &totals);

    *put_out = false;
    if (status != OK && status != NOT_FOUND)
        return status;
    if (status == OK) {
        json_key(json, "clues");
        json_object_begin(json);
        json_put_int(json, "found", totals.found);
        json_put_int(json, "persons_disciplined", totals.persons);
        json_object_end(json);
        *put_out = true;
    }
    TRY(put_flags(ctx, code, json, put_out));
    return put_register(ctx, code, json, put_out);
}
