/*
 * The scenes of one item: rows, entries, cells.
 */
#include "base/log.h"
#include "demo/corpus.h"

enum { WEIGHT_ONE = 100, RATE_DEFAULT = 40, MILLI = 1000 };

typedef struct SceneLoader {
    Loader *loader;
    const Item *item;
    EntryRule *entry; /* whose series its cells may name; NULL for the cells that all rows share */
} SceneLoader;

static int
column_of(SceneLoader *scene, Text name)
{
    Columns columns = scene->item->columns;

    for (size_t i = 0; i < columns.len; i++)
        if (text_eq(columns.at[i].name, name))
            return (int)i;
    loader_bad(scene->loader, "column", name);
    return 0;
}

/* Bits of the columns in a list of names. */
static unsigned
columns_of(SceneLoader *scene, const JsonNode *list)
{
    unsigned bits = 0;

    for (size_t i = 0; i < json_len(list); i++)
        bits |= 1u << column_of(scene, json_item(list, i)->text);
    return bits;
}

static int
fact_of(SceneLoader *scene, Text name)
{
    static const struct {
        const char *name;
        Fact fact;
    } facts[] = {
        {"representatives", FACT_REPRESENTATIVES},
        {"party_members",   FACT_PARTY_MEMBERS  },
        {"committee_size",  FACT_COMMITTEE_SIZE },
        {"households",      FACT_HOUSEHOLDS     },
    };

    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++)
        if (text_eq(name, text_c(facts[i].name)))
            return (int)facts[i].fact;
    loader_bad(scene->loader, "number of the place", name);
    return 0;
}

/* ---- cells ---- */

static CellRef
ref_of(SceneLoader *scene, const JsonNode *node)
{
    CellRef ref = {.column = -1, .fact = -1, .sign = 1};
    Text name;

    if (node == NULL || node->kind != NODE_TEXT) {
        ref.value = loader_milli(node);
        return ref;
    }
    name = node->text;
    if (text_starts(name, T("-"))) {
        ref.sign = -1;
        name = text_slice(name, 1, name.len);
    }
    if (text_starts(name, T("@")))
        ref.fact = fact_of(scene, text_slice(name, 1, name.len));
    else
        ref.column = column_of(scene, name);
    return ref;
}

static void
refs_of(SceneLoader *scene, const JsonNode *list, CellRule *rule)
{
    for (size_t i = 0; i < json_len(list); i++) {
        if (rule->ref_count == CELL_REFS_MAX) {
            loader_bad(scene->loader, "too many terms", scene->item->code);
            return;
        }
        rule->refs[rule->ref_count++] = ref_of(scene, json_item(list, i));
    }
}

static void
range_of(const JsonNode *list, int64_t *low, int64_t *high, int64_t *step)
{
    *low = loader_milli(json_item(list, 0));
    *high = loader_milli(json_item(list, 1));
    *step = json_len(list) > 2 ? loader_milli(json_item(list, 2)) : MILLI;
}

static void
series_cell(SceneLoader *scene, const JsonNode *map, CellRule *rule)
{
    Text name = json_get_text(map, "series");
    Text at = json_get_text(map, "at");

    rule->kind = CELL_SERIES;
    rule->series = -1;
    for (size_t i = 0; scene->entry != NULL && i < scene->entry->series_count; i++)
        if (text_eq(scene->entry->series[i].name, name))
            rule->series = (int)i;
    if (rule->series < 0)
        loader_bad(scene->loader, "series", name);
    if (text_eq(at, T("step")))
        rule->at = SERIES_STEP;
    else
        rule->at = loader_int(map, "at", 0) == 1 ? SERIES_NEXT : SERIES_NOW;
}

static CellRule cell_of(SceneLoader *scene, const JsonNode *node);

static void
any_cell(SceneLoader *scene, const JsonNode *list, CellRule *rule)
{
    rule->kind = CELL_ANY;
    rule->any = NEW_ARRAY(scene->loader->ctx->arena, CellRule, json_len(list));
    for (; rule->any_count < json_len(list); rule->any_count++)
        rule->any[rule->any_count] = cell_of(scene, json_item(list, rule->any_count));
}

static void
map_cell(SceneLoader *scene, const JsonNode *map, CellRule *rule)
{
    const JsonNode *node;

    if ((node = json_member(map, "from")) != NULL) {
        rule->kind = CELL_FROM;
        rule->refs[rule->ref_count++] = ref_of(scene, node);
        range_of(json_member(map, "minus"), &rule->low, &rule->high, &rule->step);
    } else if ((node = json_member(map, "sum")) != NULL) {
        rule->kind = CELL_SUM;
        refs_of(scene, node, rule);
    } else if ((node = json_member(map, "times")) != NULL) {
        rule->kind = CELL_TIMES;
        refs_of(scene, node, rule);
    } else if ((node = json_member(map, "percent")) != NULL) {
        rule->kind = CELL_PERCENT;
        rule->refs[rule->ref_count++] = ref_of(scene, json_item(node, 0));
        rule->low = loader_milli(json_item(node, 1)) / MILLI;
        rule->high = loader_milli(json_item(node, 2)) / MILLI;
        rule->round = loader_milli(json_member(map, "round"));
    } else if ((node = json_member(map, "any")) != NULL) {
        any_cell(scene, node, rule);
    } else if (json_member(map, "series") != NULL) {
        series_cell(scene, map, rule);
    } else {
        loader_bad(scene->loader, "cell", scene->item->code);
    }
}

static CellRule
cell_of(SceneLoader *scene, const JsonNode *node)
{
    CellRule rule = {0};

    if (node->kind == NODE_TEXT) {
        rule.kind = CELL_PHRASE;
        rule.phrase = loader_phrase(scene->loader, node->text);
    } else if (node->kind == NODE_LIST) {
        rule.kind = CELL_RANGE;
        range_of(node, &rule.low, &rule.high, &rule.step);
    } else {
        map_cell(scene, node, &rule);
    }
    return rule;
}

/* Cells that are not there yet. */
static void
cells_of(SceneLoader *scene, const JsonNode *map, CellRule *cells)
{
    if (map == NULL)
        return;
    for (size_t i = 0; i < map->children.len; i++) {
        int column = column_of(scene, map->children.at[i].key);

        if (cells[column].kind == CELL_NONE)
            cells[column] = cell_of(scene, &map->children.at[i]);
    }
}

/* ---- entries ---- */

static int
weight_of(const JsonNode *map)
{
    const JsonNode *weight = json_member(map, "weight");

    return weight == NULL ? WEIGHT_ONE : (int)(loader_milli(weight) / (MILLI / WEIGHT_ONE));
}

static void
series_of(SceneLoader *scene, const JsonNode *map, EntryRule *entry)
{
    size_t len = map != NULL ? map->children.len : 0;

    entry->series = NEW_ARRAY(scene->loader->ctx->arena, Series, len);
    for (size_t i = 0; i < len; i++) {
        const JsonNode *node = &map->children.at[i];
        Series *series = &entry->series[entry->series_count++];

        *series = (Series){.name = node->key, .floor = loader_milli(json_member(node, "floor"))};
        range_of(json_member(node, "start"), &series->start[0], &series->start[1],
                 &series->start[2]);
        range_of(json_member(node, "each"), &series->each[0], &series->each[1], &series->each[2]);
    }
}

static EntryRule
entry_of(SceneLoader *scene, const JsonNode *map, const JsonNode *shared)
{
    EntryRule entry = {
        .when = loader_when(scene->loader, map),
        .weight = weight_of(map),
        .cells = NEW_ARRAY(scene->loader->ctx->arena, CellRule, scene->item->columns.len),
    };

    (void)json_get_bool(map, "always", &entry.always);
    (void)json_get_bool(map, "many", &entry.many);
    series_of(scene, json_member(map, "series"), &entry);
    scene->entry = &entry;
    cells_of(scene, json_member(map, "cells"), entry.cells);
    cells_of(scene, shared, entry.cells);
    scene->entry = NULL;
    return entry;
}

static RowsMode
mode_of(SceneLoader *scene, Text name)
{
    static const char *const names[] = {
        [ROWS_PICK] = "pick",   [ROWS_ALL] = "all",
        [ROWS_FIRST] = "first", [ROWS_HOUSEHOLDS] = "households",
        [ROWS_POSTS] = "posts",
    };

    for (int mode = ROWS_PICK; mode <= ROWS_POSTS; mode++)
        if (text_eq(name, text_c(names[mode])))
            return (RowsMode)mode;
    loader_bad(scene->loader, "mode", name);
    return ROWS_ALL;
}

static unsigned
mark_of(Text name)
{
    if (text_eq(name, T("party")))
        return POST_PARTY;
    if (text_eq(name, T("committee")))
        return POST_COMMITTEE;
    return text_eq(name, T("elected")) ? POST_ELECTED : POST_PAID;
}

static int
optional_column(SceneLoader *scene, const JsonNode *map, const char *key)
{
    Text name = json_get_text(map, key);

    return name.at == NULL ? -1 : column_of(scene, name);
}

static void
rows_of(SceneLoader *scene, const JsonNode *map, RowsRule *rows)
{
    const JsonNode *entries = json_member(map, "entries");
    const JsonNode *shared = json_member(map, "cells");
    Text count = json_get_text(map, "count");
    bool posts;

    rows->mode = mode_of(scene, json_get_text(map, "mode"));
    posts = rows->mode == ROWS_POSTS;
    rows->min = loader_int(map, "min", 0);
    rows->max = loader_int(map, "max", 0);
    rows->count = count.at == NULL ? -1 : fact_of(scene, count);
    (void)json_get_bool(map, "per_months", &rows->per_months);
    rows->place_seed = text_eq(json_get_text(map, "seed"), T("place"));
    rows->fixed = columns_of(scene, json_member(map, "fixed"));
    rows->changing = columns_of(scene, json_member(map, "changing"));
    rows->sort = optional_column(scene, map, "sort");
    rows->skip_zero = optional_column(scene, map, "skip_zero");
    rows->which = mark_of(json_get_text(map, "which"));
    rows->entry_count = posts ? 1 : json_len(entries);
    rows->entries = NEW_ARRAY(scene->loader->ctx->arena, EntryRule, rows->entry_count);
    if (posts)
        rows->entries[0] = entry_of(scene, NULL, shared);
    for (size_t i = 0; !posts && i < rows->entry_count; i++)
        rows->entries[i] = entry_of(scene, json_item(entries, i), shared);
}

/* ---- scenes ---- */

static Variants
variants_of(Loader *loader, const JsonNode *node)
{
    Variants variants;

    if (node != NULL && node->kind == NODE_TEXT)
        node = json_member(json_member(loader->texts, "variants"),
                           text_cstr(loader->ctx->arena, node->text));
    variants = (Variants){.at = NEW_ARRAY(loader->ctx->arena, Variant, json_len(node))};
    for (; variants.len < json_len(node); variants.len++) {
        const JsonNode *map = json_item(node, variants.len);

        variants.at[variants.len] = (Variant){
            .summary = loader_phrase(loader, json_get_text(map, "summary")),
            .body = loader_phrase(loader, json_get_text(map, "body")),
        };
    }
    if (variants.len == 0)
        loader_bad(loader, "no variants", T(""));
    return variants;
}

static int64_t
rate_of(const JsonNode *map, int weight)
{
    const JsonNode *range = json_member(map, "per_year");
    int64_t each = RATE_DEFAULT;

    if (range != NULL)
        each = (json_item(range, 0)->number + json_item(range, 1)->number) * WEIGHT_ONE / 2;
    return each * weight / WEIGHT_ONE;
}

static FilesRule
files_of(Loader *loader, const JsonNode *map)
{
    FilesRule files = {
        .percent = loader_int(map, "percent", 0),
        .max = loader_int(map, "max", 0),
        .voucher = text_eq(json_get_text(map, "kind"), T("voucher")),
        .audience = AUDIENCE_RESIDENTS,
    };

    if (map != NULL && !audience_parse(json_get_text(map, "audience"), &files.audience))
        loader_bad(loader, "audience", json_get_text(map, "audience"));
    return files;
}

void
loader_scenes(Loader *loader, const JsonNode *map, ItemTexts *item)
{
    const JsonNode *scenes = json_member(map, "scenes");
    SceneLoader scene_loader = {.loader = loader, .item = item->item};

    item->what = optional_column(&scene_loader, map, "what");
    item->nil_percent = loader_int(map, "nil_percent", 0);
    item->exception_percent = loader_int(map, "exception_percent", 0);
    item->files = files_of(loader, json_member(map, "files"));
    if (json_len(scenes) > SCENES_MAX)
        loader_bad(loader, "too many scenes", item->item->code);
    for (size_t i = 0; i < json_len(scenes) && i < SCENES_MAX; i++) {
        const JsonNode *node = json_item(scenes, i);
        Scene *scene = &item->scenes[item->scene_count++];

        *scene = (Scene){
            .title = loader_phrase(loader, json_get_text(node, "short")),
            .rhythms = json_get_text(node, "rhythms"),
            .when = loader_when(loader, node),
            .weight = weight_of(node),
            .variants = variants_of(loader, json_member(node, "variants")),
        };
        scene->rate = rate_of(node, scene->weight);
        rows_of(&scene_loader, json_member(node, "rows"), &scene->rows);
    }
}
