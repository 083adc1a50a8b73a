/*
 * Evidence: rows become findings, findings are packed, and become words again.
 */
#include <stdlib.h>
#include <string.h>

#include "base/crypto.h"
#include "base/json.h"
#include "base/json_read.h"
#include "base/money.h"
#include "base/tr.h"
#include "flag/inside.h"

enum { PACKED_BYTES = 64 * 1024, FACT_BYTES = 1024 * 1024, NUMBER_BYTES = 24 };

int
flag_compare(int64_t anchor_a, Text key_a, int64_t anchor_b, Text key_b)
{
    if (anchor_a != anchor_b)
        return anchor_a < anchor_b ? -1 : 1;
    return text_compare(key_a, key_b);
}

/* Rows of one finding stay in the order they came: their addresses are in it. */
static int
compare_rows(const void *a, const void *b)
{
    const FlagRow *const *one = a, *const *other = b;
    int order = flag_compare((*one)->anchor, (*one)->key, (*other)->anchor, (*other)->key);

    if (order != 0)
        return order;
    return *one < *other ? -1 : *one > *other;
}

static Finding
finding_from(const FlagRule *rule, const FlagRow *rows, size_t len)
{
    Finding finding = {.anchor = rows[0].anchor,
                       .key = rows[0].key,
                       .level = rule->level,
                       .rows = rows,
                       .len = len};
    int64_t worst = 0;

    for (size_t i = 0; i < len; i++) {
        if (rows[i].level > worst)
            worst = rows[i].level;
        if (rows[i].fen.set)
            finding.sum_fen = SOME_INT(finding.sum_fen.value + rows[i].fen.value);
    }
    if (worst != 0)
        finding.level = (FlagLevel)worst;
    return finding;
}

Findings
findings_of(Ctx *ctx, const FlagRule *rule, FlagRows *rows)
{
    const FlagRow **order = NEW_ARRAY(ctx->arena, const FlagRow *, rows->len);
    FlagRow *sorted = NEW_ARRAY(ctx->arena, FlagRow, rows->len);
    Findings findings = {.at = NEW_ARRAY(ctx->arena, Finding, rows->len)};
    size_t first = 0;

    for (size_t i = 0; i < rows->len; i++)
        order[i] = &rows->at[i];
    if (rows->len > 1)
        qsort(order, rows->len, sizeof order[0], compare_rows);
    for (size_t i = 0; i < rows->len; i++)
        sorted[i] = *order[i];
    for (size_t i = 0; i < rows->len; i++)
        if (i + 1 == rows->len || flag_compare(sorted[i].anchor, sorted[i].key,
                                               sorted[i + 1].anchor, sorted[i + 1].key) != 0) {
            findings.at[findings.len++] = finding_from(rule, &sorted[first], i + 1 - first);
            first = i + 1;
        }
    return findings;
}

Text
finding_digest(Arena *arena, const Finding *finding)
{
    Buf buf = buf_new(arena, FACT_BYTES);

    for (size_t i = 0; i < finding->len && !buf.overflow; i++) {
        const FlagRow *row = &finding->rows[i];

        buf_printf(&buf, "%lld %lld %lld ", (long long)row->source_id,
                   (long long)(row->day.set ? row->day.value : 0),
                   (long long)(row->fen.set ? row->fen.value : 0));
        buf_text(&buf, row->label);
        buf_text(&buf, T("\t"));
        buf_text(&buf, row->note);
        buf_text(&buf, T("\n"));
    }
    /* Of very many rows the first ones tell, with how many there are. */
    if (buf.overflow) {
        buf = buf_new(arena, NUMBER_BYTES);
        buf_printf(&buf, "%zu", finding->len);
    }
    return sha256_hex(arena, buf_done(&buf));
}

/* ---- packed ---- */

Text
finding_pack(Arena *arena, const FlagRule *rule, const FlagScope *scope, const Finding *finding)
{
    Buf buf = buf_new(arena, PACKED_BYTES);
    Json json = json_new(&buf);

    json_object_begin(&json);
    json_key(&json, "set");
    json_array_begin(&json);
    for (size_t i = 0; i < FLAG_SETTINGS_MAX && rule->settings[i].name != NULL; i++)
        json_int(&json, scope->set[i]);
    json_array_end(&json);
    json_key(&json, "rows");
    json_array_begin(&json);
    for (size_t i = 0; i < finding->len && i < FLAG_EVIDENCE_ROWS; i++) {
        const FlagRow *row = &finding->rows[i];

        json_object_begin(&json);
        json_put_id(&json, "id", row->source_id);
        if (row->day.set)
            json_put_int(&json, "day", row->day.value);
        json_put_text(&json, "label", text_first_chars(row->label, 200));
        if (row->fen.set)
            json_put_int(&json, "fen", row->fen.value);
        json_put_text(&json, "note", text_first_chars(row->note, 200));
        json_object_end(&json);
    }
    json_array_end(&json);
    json_put_int(&json, "more",
                 finding->len > FLAG_EVIDENCE_ROWS ? (int64_t)finding->len - FLAG_EVIDENCE_ROWS
                                                   : 0);
    json_object_end(&json);
    json_end(&json);
    return buf_done(&buf);
}

static OptInt
number_of(const JsonNode *map, const char *key)
{
    const JsonNode *node = json_member(map, key);

    return node != NULL && node->kind == NODE_INT ? SOME_INT(node->number) : (OptInt){0};
}

static Text
text_of(const JsonNode *map, const char *key)
{
    const JsonNode *node = json_member(map, key);

    return node != NULL && node->kind == NODE_TEXT ? node->text : T("");
}

Status
finding_unpack(Ctx *ctx, Text packed, FlagEvidence *out)
{
    const JsonNode *root, *set, *rows;

    *out = (FlagEvidence){0};
    TRY(json_parse(ctx, packed, &root));
    set = json_member(root, "set");
    for (size_t i = 0; set != NULL && i < set->children.len && i < FLAG_SETTINGS_MAX; i++)
        out->set[i] = set->children.at[i].number;
    rows = json_member(root, "rows");
    out->more = number_of(root, "more").value;
    if (rows == NULL)
        return OK;
    out->rows.at = NEW_ARRAY(ctx->arena, FlagRow, rows->children.len);
    for (size_t i = 0; i < rows->children.len; i++) {
        const JsonNode *node = &rows->children.at[i];
        FlagRow *row = &out->rows.at[out->rows.len++];
        int64_t id = 0;

        if (!text_to_i64(text_of(node, "id"), &id))
            id = 0;
        *row = (FlagRow){.source_id = id,
                         .day = number_of(node, "day"),
                         .label = text_of(node, "label"),
                         .fen = number_of(node, "fen"),
                         .note = text_of(node, "note")};
        if (!row->day.set)
            continue;
        if (out->first == 0 || row->day.value < out->first)
            out->first = (Day)row->day.value;
        if (row->day.value > out->last)
            out->last = (Day)row->day.value;
    }
    return OK;
}

/* ---- words ---- */

Text
flag_value_words(Arena *arena, Lang lang, FlagUnit unit, int64_t value)
{
    Text number = text_printf(arena, "%lld", (long long)value);
    Text yuan = fen_format(arena, value);

    switch (unit) {
    case FLAG_FEN:
        if (value % 100 == 0)
            yuan.len -= sizeof ".00" - 1;
        return TR_FORMAT(arena, lang, "{sum} 元", {"sum", yuan});
    case FLAG_DAYS:
        return TR_FORMAT(arena, lang, "{count} 天", {"count", number});
    case FLAG_YEARS:
        return TR_FORMAT(arena, lang, "{count} 年", {"count", number});
    case FLAG_PERCENT:
        return text_printf(arena, "%lld%%", (long long)value);
    case FLAG_CHARS:
        return TR_FORMAT(arena, lang, "{count} 个字", {"count", number});
    case FLAG_SECONDS:
        return TR_FORMAT(arena, lang, "{count} 秒", {"count", number});
    case FLAG_COUNT:
        break;
    }
    return number;
}

static Text
day_words(Ctx *ctx, OptInt day)
{
    return day.set ? day_format(ctx->arena, (Day)day.value) : T("–");
}

Text
finding_sentence(Ctx *ctx, const FlagRule *rule, const int64_t *set, const Finding *finding,
                 int64_t rows)
{
    enum { OF_ROWS = 7 };
    TrArg args[OF_ROWS + FLAG_SETTINGS_MAX];
    size_t count = OF_ROWS;
    OptInt first = {0}, last = {0};

    for (size_t i = 0; i < finding->len; i++) {
        OptInt day = finding->rows[i].day;

        if (day.set && (!first.set || day.value < first.value))
            first = day;
        if (day.set && (!last.set || day.value > last.value))
            last = day;
    }
    args[0] = (TrArg){"n", text_printf(ctx->arena, "%lld", (long long)rows)};
    args[1] = (TrArg){"sum", flag_value_words(ctx->arena, ctx->lang, FLAG_FEN,
                                              finding->sum_fen.set ? finding->sum_fen.value : 0)};
    args[2] = (TrArg){"first", day_words(ctx, first)};
    args[3] = (TrArg){"last", day_words(ctx, last)};
    args[4] =
        (TrArg){"days", text_printf(ctx->arena, "%lld",
                                    (long long)(last.set ? last.value - first.value + 1 : 0))};
    args[5] = (TrArg){"label", finding->len != 0 ? finding->rows[0].label : T("")};
    args[6] = (TrArg){"note", finding->len != 0 ? finding->rows[0].note : T("")};
    for (size_t i = 0; i < FLAG_SETTINGS_MAX && rule->settings[i].name != NULL; i++)
        args[count++] =
            (TrArg){rule->settings[i].name,
                    flag_value_words(ctx->arena, ctx->lang, rule->settings[i].unit, set[i])};
    return tr_format(ctx->arena, tr_text(ctx->lang, rule->sentence), args, count);
}

Text
flag_rule_sentence(Ctx *ctx, const FlagRule *rule, const int64_t *set)
{
    static const char *const found[] = {"n", "sum", "first", "last", "days", "label", "note"};
    enum { FOUND = sizeof found / sizeof found[0] };
    TrArg args[FOUND + FLAG_SETTINGS_MAX];
    size_t count = 0;

    while (count < FOUND) {
        args[count] = (TrArg){found[count], T("…")};
        count++;
    }
    for (size_t i = 0; i < FLAG_SETTINGS_MAX && rule->settings[i].name != NULL; i++)
        args[count++] =
            (TrArg){rule->settings[i].name,
                    flag_value_words(ctx->arena, ctx->lang, rule->settings[i].unit, set[i])};
    return tr_format(ctx->arena, tr_text(ctx->lang, rule->sentence), args, count);
}
