#include "demo/plant.h"

enum { SALT_FLAW = 31, RHYTHM_BITS = 8, SALT_BITS = 40, FEN = 10, MILLI = 1000 };

static Rng
rng_for(const Making *making, unsigned salt)
{
    uint64_t when = (uint64_t)making->period.start << RHYTHM_BITS | (uint64_t)making->period.rhythm;

    return rng_of(making->place->seed, text_hash(making->item->item->code),
                  when | (uint64_t)(making->salt + salt) << SALT_BITS);
}

static bool
has_letter(Text letters, Rhythm rhythm)
{
    for (size_t i = 0; i < letters.len; i++)
        if (letters.at[i] == (char)rhythm)
            return true;
    return false;
}

static bool
scene_fits(const Making *making, const Scene *scene)
{
    return has_letter(scene->rhythms, making->period.rhythm) &&
           when_fits(&scene->when, making->place->community, making->period.start,
                     making->period.end);
}

/* One of the scenes for this place and time, by weight; NULL when there is none. */
static const Scene *
draw_scene(const Making *making, Rng *rng)
{
    const ItemTexts *item = making->item;
    int sum = 0;
    int at;

    for (size_t i = 0; i < item->scene_count; i++)
        sum += scene_fits(making, &item->scenes[i]) ? item->scenes[i].weight : 0;
    at = (int)rng_below(rng, (uint64_t)sum);
    for (size_t i = 0; i < item->scene_count; i++) {
        if (!scene_fits(making, &item->scenes[i]))
            continue;
        at -= item->scenes[i].weight;
        if (at < 0)
            return &item->scenes[i];
    }
    return NULL;
}

static Text
joined(Arena *arena, Text a, Text b)
{
    return text_join(arena,
                     (Texts){
                         (Text[]){a, b},
                         2
    },
                     T(""));
}

/* Puts something wrong into the table; the reason of the correction, or absent. */
static Text
spoil(Maker *maker, const Making *making)
{
    Rng rng = rng_for(making, SALT_FLAW);
    Rng *texts_rng = maker->rng;
    const Corpus *corpus = making->corpus;
    size_t first = (size_t)rng_below(&rng, corpus->correct_count);
    Text reason = {0};

    maker->rng = &rng;
    for (size_t i = 0; i < corpus->correct_count && reason.at == NULL; i++) {
        const CorrectReason *correct = &corpus->corrects[(first + i) % corpus->correct_count];

        if (maker_flaw(maker, correct->flaw))
            reason = maker_phrase(maker, &correct->phrase);
    }
    maker->rng = texts_rng;
    return reason;
}

/* The table that somebody else made, with room for one row more. */
static void
take_given(Maker *maker, const DisclosureInput *given)
{
    Columns columns = maker->item->item->columns;
    size_t cells = given->rows * columns.len;

    maker->width = columns.len;
    maker->rows = given->rows;
    maker->cells = NEW_ARRAY(maker->arena, Text, cells + columns.len);
    maker->numbers = NEW_ARRAY(maker->arena, int64_t, cells + columns.len);
    for (size_t i = 0; i < cells; i++) {
        const Column *column = &columns.at[i % columns.len];

        maker->cells[i] = given->cells[i];
        if (!cell_number(column, given->cells[i], &maker->numbers[i]))
            maker->numbers[i] = NO_NUMBER;
        else if (column->kind == KIND_MONEY)
            maker->numbers[i] *= FEN;
        else if (column->kind == KIND_INTEGER)
            maker->numbers[i] *= MILLI;
    }
}

static void
report(Maker *maker, const Making *making, DisclosureInput *input, Text *reason_out)
{
    const Variants *variants = &maker->scene->variants;
    const Variant *variant;

    if (making->given != NULL)
        take_given(maker, making->given);
    else
        maker_table(maker);
    if (making->plant != 0)
        (void)plant_in_table(maker, (PlantKind)(making->plant - 1));
    if (making->flawed)
        *reason_out = spoil(maker, making);
    variant = &variants->at[rng_below(maker->rng, variants->len)];
    input->summary = maker_phrase(maker, &variant->summary);
    input->body = maker_phrase(maker, &variant->body);
    input->cells = maker->cells;
    input->rows = maker->rows;
}

DisclosureInput
maker_disclosure(Arena *arena, const Making *making, Text *reason_out)
{
    Rng rng = rng_for(making, 0);
    Text reason = {0};
    Maker maker = {
        .arena = arena,
        .corpus = making->corpus,
        .place = making->place,
        .rng = &rng,
        .item = making->item,
        .scene = draw_scene(making, &rng),
        .period = making->period,
        .period_words = period_words(arena, LANG_HANS, making->period),
        .base = making->base,
        .nth = making->nth,
        .of = making->of,
    };
    DisclosureInput input = {
        .item = making->item->item->code,
        .region = making->place->code,
        .period = period_format(arena, making->period),
        .kind = maker.scene == NULL ? DISCLOSURE_NIL : making->kind,
        .title = T(""),
        .summary = T(""),
        .body = T(""),
        .reason = T(""),
    };

    if (maker.scene != NULL)
        input.title = joined(arena, maker.period_words, maker_phrase(&maker, &maker.scene->title));
    if (input.kind == DISCLOSURE_REPORT) {
        report(&maker, making, &input, &reason);
    } else if (input.kind == DISCLOSURE_NIL) {
        input.summary = maker_one_of(&maker, making->corpus->nils);
    } else {
        input.reason = maker_one_of(&maker, making->corpus->exceptions);
        input.review_on = SOME_INT(making->review_on);
    }
    if (reason_out != NULL)
        *reason_out = reason;
    return input;
}
