/*
 * Importing the tree of places.  Real files are dirty: codes that occur twice, places whose parent
 * is nowhere, counties that repeat themselves as township and village.  Nothing of that stops the
 * import; it is counted and the first hundred findings are told.  Only malformed lines are refused.
 */
#include "base/tr.h"
#include "region/names.h"
#include "region/region.h"
#include "region/region.sql.h"
#include "region/tally.h"
#include "store/store.h"

enum {
    FINDINGS_MAX = 100,
    COMMUNITY_BELOW = 200,
    PROGRESS_EVERY = 5000,
    SCRATCH_BYTES_MAX = 1 << 20
};

typedef struct Import {
    Ctx *ctx;
    RegionImport *out;
    TallyBatch *tallies;
    Arena *keep; /* what outlives a line; ctx->arena is scratch for one line */
} Import;

static void
finding(Import *import, Text sentence)
{
    RegionImport *out = import->out;

    if (out->findings.len < FINDINGS_MAX)
        out->findings.at[out->findings.len++] = text_copy(import->keep, sentence);
}

/* What people call a village, from its committee's official name: 鲍家洼子社区村民委员会 is
 * 鲍家洼子社区, 前谟村委会 is 前谟村, 河北居委会 is 河北社区. */
static Text
place_name(Arena *arena, Text official)
{
    static const struct {
        Text ending;
        Text kind; /* what the place is called when its name does not say so itself */
    } committees[] = {
        {T_INIT("村民委员会"), T_INIT("村")   },
        {T_INIT("居民委员会"), T_INIT("社区")},
        {T_INIT("村委会"),       T_INIT("村")   },
        {T_INIT("居委会"),       T_INIT("社区")},
    };

    for (size_t i = 0; i < sizeof committees / sizeof committees[0]; i++) {
        Text name;

        if (!text_ends(official, committees[i].ending))
            continue;
        name = text_slice(official, 0, official.len - committees[i].ending.len);
        if (name.len == 0)
            return official;
        if (text_ends(name, T("村")) || text_ends(name, T("社区")))
            return name;
        return text_printf(arena, "%.*s%.*s", TEXT_ARGS(name), TEXT_ARGS(committees[i].kind));
    }
    return official;
}

/* code,parent,level,name; the name may be quoted. */
static bool
parse_line(Arena *arena, Text line, Region *out)
{
    Text code;
    Text parent;
    Text level;
    Text name;
    int64_t number;

    *out = (Region){0};
    if (!text_cut(line, ',', &code, &line) || !text_cut(line, ',', &parent, &line) ||
        !text_cut(line, ',', &level, &name))
        return false;
    name = text_trim(name);
    if (name.len >= 2 && name.at[0] == '"' && name.at[name.len - 1] == '"')
        name = text_slice(name, 1, name.len - 2);
    if (!region_code_parse(text_trim(code), &out->code) || out->code == 0)
        return false;
    parent = text_trim(parent);
    if (parent.len != 0 && !text_eq(parent, T("0")) && !region_code_parse(parent, &out->parent))
        return false;
    if (!text_to_i64(text_trim(level), &number) || number < LEVEL_PROVINCE ||
        number > LEVEL_VILLAGE)
        return false;
    out->level = (RegionLevel)number;
    if (text_is_blank(name) || !text_is_clean(name) || text_chars(name) > REGION_NAME_CHARS_MAX)
        return false;
    out->name = out->level == LEVEL_VILLAGE ? place_name(arena, name) : name;
    /* The last three digits: 001–199 residents' committees, 200–399 villagers' committees. */
    out->community = out->level == LEVEL_VILLAGE && out->code % 1000 < COMMUNITY_BELOW;
    return true;
}

static Status
existing(Import *import, const Region *region, const RegionRow *row)
{
    Ctx *ctx = import->ctx;
    int64_t changed;

    if (text_eq(row->name, region->name)) {
        import->out->unchanged++;
        return OK;
    }
    store_touch(ctx, KEY_PLACES);
    TRY(region_set_name(ctx, region->code, region->name, &changed));
    TRY(region_alias_insert(ctx, region->code, row->name));
    TRY(region_names_index(ctx, region->code, region->name));
    import->out->renamed++;
    return OK;
}

static Status
fresh(Import *import, const Region *region, int64_t line)
{
    Ctx *ctx = import->ctx;
    RegionRow parent;

    if (region->parent != 0) {
        Status status = region_by_code(ctx, region->parent, &parent);

        if (status == NOT_FOUND) {
            import->out->orphans++;
            finding(import, TR_FORMAT(ctx->arena, ctx->lang,
                                      "第 {line} 行：{name}（{code}）的上级 {parent} 不在文件里",
                                      {"line", text_printf(ctx->arena, "%lld", (long long)line)},
                                      {"name", region->name},
                                      {"code", region_code_format(ctx->arena, region->code)},
                                      {"parent", region_code_format(ctx->arena, region->parent)}));
        } else if (status != OK) {
            return status;
        }
    }
    TRY(region_add(ctx, region));
    if (region->level == LEVEL_VILLAGE)
        tally_batch_add(import->tallies, region->code, TALLY_VILLAGES, 0, +1);
    if (region->level == LEVEL_TOWNSHIP)
        tally_batch_add(import->tallies, region->code, TALLY_TOWNSHIPS, 0, +1);
    import->out->added++;
    return OK;
}

static Status
one_line(Import *import, Text text, int64_t line, RegionCode *last_code)
{
    Ctx *ctx = import->ctx;
    Region region;
    RegionRow row;
    Status status;

    if (!parse_line(ctx->arena, text, &region)) {
        import->out->malformed++;
        finding(import, TR_FORMAT(ctx->arena, ctx->lang, "第 {line} 行看不懂，已跳过",
                                  {"line", text_printf(ctx->arena, "%lld", (long long)line)}));
        return OK;
    }
    status = region_by_code(ctx, region.code, &row);
    if (status == NOT_FOUND) {
        status = fresh(import, &region, line);
    } else if (status == OK && region.code == *last_code) {
        import->out->duplicates++;
        finding(import, TR_FORMAT(ctx->arena, ctx->lang,
                                  "第 {line} 行：代码 {code} 出现两次（{name}），保留第一次",
                                  {"line", text_printf(ctx->arena, "%lld", (long long)line)},
                                  {"code", region_code_format(ctx->arena, region.code)},
                                  {"name", region.name}));
    } else if (status == OK) {
        status = existing(import, &region, &row);
    }
    *last_code = region.code;
    return status;
}

Status
region_import(Ctx *ctx, RegionLineReader *next, void *arg, void (*progress)(int64_t done),
              RegionImport *out)
{
    Import import = {.ctx = ctx, .out = out, .tallies = tally_batch_new(ctx), .keep = ctx->arena};
    RegionCode last_code = -1;
    Arena *scratch;
    Status status = OK;
    Text text;

    TRY(actor_require(ctx, CAN_MANAGE_REGIONS, 0));
    *out = (RegionImport){0};
    out->findings.at = NEW_ARRAY(ctx->arena, Text, FINDINGS_MAX);
    scratch = arena_new(SCRATCH_BYTES_MAX);
    ctx->arena = scratch;
    for (int64_t line = 1; status == OK && next(arg, &text); line++) {
        text = text_trim(text);
        if (text.len == 0 || (line == 1 && text_starts(text, T("code,"))))
            continue;
        out->read++;
        status = one_line(&import, text, line, &last_code);
        if (progress != NULL && out->read % PROGRESS_EVERY == 0)
            progress(out->read);
        arena_reset(scratch);
    }
    ctx->arena = import.keep;
    arena_free(scratch);
    TRY(status);
    TRY(tally_batch_write(ctx, import.tallies));
    store_touch(ctx, KEY_SETTINGS);
    region_touch(ctx, 0);
    return audit(ctx, 0, "region.import", 0,
                 text_printf(ctx->arena, "%lld lines, %lld added", (long long)out->read,
                             (long long)out->added));
}
