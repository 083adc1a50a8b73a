/*
 * Places, catalogue, profiles, accounts.
 */
#include "base/id.h"
#include "demo/load.h"
#include "region/setting.h"

/* Texts of the corpus (demo/meson.build). */
extern const unsigned char demo_texts[];
extern const size_t demo_texts_len;
extern const unsigned char demo_people[];
extern const size_t demo_people_len;

enum { SALT_INTRO = 61, CONTACTS_SHOWN = 8, RING_SIDES = 6 };

/* ---- regions ---- */

static bool
next_line(void *arg, Text *line_out)
{
    Text *rest = arg;

    if (rest->len == 0)
        return false;
    text_cut(*rest, '\n', line_out, rest);
    return true;
}

/* code,alias */
static Status
add_aliases(Ctx *ctx, Text csv)
{
    Text line;

    while (next_line(&csv, &line)) {
        Text code;
        Text alias;
        RegionCode region;

        text_cut(text_trim(line), ',', &code, &alias);
        if (region_code_parse(code, &region))
            TRY(region_alias_add(ctx, region, alias));
    }
    return OK;
}

static Status
import_body(Ctx *ctx, void *arg)
{
    Load *load = arg;
    const DemoSettings *settings = load->settings;
    Text lines = settings->regions;
    Regions found;
    RegionImport report;

    TRY(region_children(ctx, 0, &found));
    if (found.len != 0)
        return CONFLICT;
    TRY(region_import(ctx, next_line, &lines, NULL, &report));
    TRY(add_aliases(ctx, settings->aliases));
    TRY(calendar_load(ctx, settings->holidays));
    /* The district stands alone below its city and province. */
    load->district = 0;
    for (int level = LEVEL_PROVINCE; level <= LEVEL_DISTRICT; level++) {
        TRY(region_children(ctx, load->district, &found));
        if (found.len != 1)
            return INVALID;
        load->district = found.at[0].code;
    }
    TRY(catalogue_load(ctx, load->district, settings->catalogue));
    TRY(setting_set(ctx, T("top_region"), region_code_format(ctx->arena, load->district)));
    return setting_set(ctx, T("clock_day"), day_format(ctx->arena, settings->today));
}

/* ---- places ---- */

static Columns
keep_columns(Arena *arena, Columns columns)
{
    Columns kept = {.at = NEW_ARRAY(arena, Column, columns.len), .len = columns.len};

    for (size_t i = 0; i < columns.len; i++) {
        kept.at[i] = columns.at[i];
        kept.at[i].name = text_copy(arena, columns.at[i].name);
    }
    return kept;
}

/* The catalogue's own copy goes when it is read anew. */
static Status
keep_items(Ctx *ctx, Load *load)
{
    Items items;

    TRY(catalogue_items(ctx, load->district, &items));
    load->items = (Items){.at = NEW_ARRAY(ctx->arena, Item, items.len), .len = items.len};
    for (size_t i = 0; i < items.len; i++) {
        const Item *item = &items.at[i];

        load->items.at[i] = (Item){
            .id = item->id,
            .code = text_copy(ctx->arena, item->code),
            .affair = item->affair,
            .rhythm_village = text_copy(ctx->arena, item->rhythm_village),
            .rhythm_community = text_copy(ctx->arena, item->rhythm_community),
            .due_rule = text_copy(ctx->arena, item->due_rule),
            .finance_group = item->finance_group,
            .columns = keep_columns(ctx->arena, item->columns),
        };
    }
    return OK;
}

static Status
read_corpus(Ctx *ctx, Load *load)
{
    TRY(keep_items(ctx, load));
    return corpus_load(ctx, (Text){(const char *)demo_texts, demo_texts_len},
                       (Text){(const char *)demo_people, demo_people_len}, load->items,
                       &load->corpus);
}

static Status
places_body(Ctx *ctx, void *arg)
{
    Load *load = arg;
    Region district;
    Day base = plan_base(load->settings->today);

    TRY(read_corpus(ctx, load));
    TRY(region_get(ctx, load->district, &district));
    TRY(region_children(ctx, load->district, &load->townships));
    load->places =
        (Places){.at = NEW_ARRAY(ctx->arena, Place, load->townships.len * REGION_CHILDREN_MAX / 4)};
    for (size_t i = 0; i < load->townships.len; i++) {
        const Region *township = &load->townships.at[i];
        Regions villages;

        TRY(region_children(ctx, township->code, &villages));
        for (size_t j = 0; j < villages.len; j++) {
            Place *place = &load->places.at[load->places.len++];

            place_make(ctx->arena, load->corpus, &villages.at[j], township->name, district.name,
                       place);
            place->joined = plan_joined(base, i);
        }
    }
    load->counts->places = (int64_t)load->places.len;
    return OK;
}

/* ---- profiles ---- */

/* The n-th cell of a spiral round the middle, in axial coordinates. */
static void
spiral(size_t n, int *q, int *r)
{
    static const int steps[RING_SIDES][2] = {
        {0,  1 },
        {-1, 1 },
        {-1, 0 },
        {0,  -1},
        {1,  -1},
        {1,  0 }
    };
    int ring = 1;

    *q = *r = 0;
    if (n-- == 0)
        return;
    while (n >= (size_t)(RING_SIDES * ring))
        n -= (size_t)(RING_SIDES * ring++);
    *q = ring;
    *r = -ring;
    for (int side = 0; side < RING_SIDES; side++)
        for (int step = 0; step < ring; step++) {
            *q += steps[side][0];
            *r += steps[side][1];
            if (n-- == 0)
                return;
        }
}

/* Rows of hexagons whose odd ones stand half a cell to the right. */
static void
map_cell(size_t n, size_t of, int64_t *x_out, int64_t *y_out)
{
    int left = 0;
    int top = 0;
    int q;
    int r;

    for (size_t i = 0; i < of; i++) {
        spiral(i, &q, &r);
        top = r < top ? r : top;
    }
    for (size_t i = 0; i < of; i++) {
        int row;

        spiral(i, &q, &r);
        row = r - top;
        left = q + (r - (row & 1)) / 2 < left ? q + (r - (row & 1)) / 2 : left;
    }
    spiral(n, &q, &r);
    *y_out = r - top;
    *x_out = q + (r - (int)(*y_out & 1)) / 2 - left;
}

static RegionContacts
contacts_of(Arena *arena, const Place *place)
{
    RegionContacts contacts = {.at = NEW_ARRAY(arena, RegionContact, CONTACTS_SHOWN)};

    for (size_t i = 0; i < place->post_count && contacts.len < CONTACTS_SHOWN; i++) {
        const Post *post = &place->posts[i];

        contacts.at[contacts.len++] = (RegionContact){
            .name = post->name, .post = post->rule->post, .duty = post->duty, .phone = post->phone};
    }
    return contacts;
}

static Status
put_village(Ctx *ctx, const Load *load, const Place *place, size_t number, size_t of)
{
    RegionProfile profile = {
        .households = place->households,
        .people = place->people,
        .area_mu = place->area_mu,
        .intro = place->intro,
        .phone = place->phone,
        .address = place->address,
        .picture = load->pictures.views[place->community][place->seed % VIEWS],
        .map_x = SOME_INT(0),
        .map_y = SOME_INT(0),
        .contacts = contacts_of(ctx->arena, place),
    };

    map_cell(number, of, &profile.map_x.value, &profile.map_y.value);
    return region_profile_put(ctx, place->code, &profile);
}

static Status
put_township(Ctx *ctx, const Load *load, const Region *township, size_t number, size_t villages)
{
    Rng rng = rng_of((uint64_t)township->code, SALT_INTRO, 0);
    RegionProfile profile = {
        .phone = people_number(ctx->arena, load->corpus->people.office_phone, &rng),
        .address = T(""),
        .map_x = SOME_INT(0),
        .map_y = SOME_INT(0),
    };

    for (size_t i = 0; i < load->places.len; i++) {
        const Place *place = &load->places.at[i];

        if (region_code_at(place->code, LEVEL_TOWNSHIP) != township->code)
            continue;
        profile.households += place->households;
        profile.people += place->people;
        profile.area_mu += place->area_mu;
    }
    profile.intro = place_township_intro(ctx->arena, load->corpus, township->name, villages, rng);
    map_cell(number, load->townships.len, &profile.map_x.value, &profile.map_y.value);
    return region_profile_put(ctx, township->code, &profile);
}

static Status
profiles_body(Ctx *ctx, void *arg)
{
    const Load *load = arg;
    size_t first = 0;

    for (size_t i = 0; i < load->townships.len; i++) {
        const Region *township = &load->townships.at[i];
        size_t end = first;

        while (end < load->places.len &&
               region_code_at(load->places.at[end].code, LEVEL_TOWNSHIP) == township->code)
            end++;
        for (size_t j = first; j < end; j++)
            TRY(put_village(ctx, load, &load->places.at[j], j - first, end - first));
        TRY(put_township(ctx, load, township, i, end - first));
        first = end;
    }
    return OK;
}

static Status
staff_body(Ctx *ctx, void *arg)
{
    Load *load = arg;

    return staff_make(ctx, load->corpus, load->district, &load->townships, &load->places,
                      &load->counts->accounts);
}

Status
load_places(Load *load)
{
    Ctx *ctx = load->ctx;
    Arena *operation = ctx->arena;
    Status status;

    TRY(store_write(load->store, ctx, import_body, load));
    TRY(pictures_store(load->keep, &load->pictures));
    ctx->arena = load->keep;
    status = store_read(load->store, ctx, places_body, load);
    ctx->arena = operation;
    TRY(status);
    TRY(store_write(load->store, ctx, profiles_body, load));
    return store_write(load->store, ctx, staff_body, load);
}
