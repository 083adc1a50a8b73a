/*
 * corpus -- data/demo/texts.json and people.json as the generator uses them: names looked up,
 * phrases compiled, numbers in thousandths.  data/demo/README.md is the manual of what the parts
 * mean.
 */
#pragma once

#include "catalogue/catalogue.h"
#include "demo/phrase.h"
#include "demo/rng.h"
#include "opinion/opinion.h"

enum {
    FOR_VILLAGE = 1,
    FOR_COMMUNITY = 2,
    CELL_REFS_MAX = 4,
    SCENES_MAX = 16,
    POSTS_MAX = 16,
    TRADES_MAX = 16,
    ALL_MONTHS = 0x1FFE, /* bits 1 … 12 */
};

/* Which kinds of place and which months something is for; months counted as year × 12 + month - 1.
 */
typedef struct When {
    unsigned kinds;
    unsigned months; /* bit 1 << month */
    int since, until;
} When;

/* ---- cells ---- */

typedef enum CellKind {
    CELL_NONE,
    CELL_PHRASE,
    CELL_RANGE,
    CELL_FROM,
    CELL_SUM,
    CELL_TIMES,
    CELL_PERCENT,
    CELL_ANY,
    CELL_SERIES,
} CellKind;

/* Another cell of the row, a number of the place, or a constant. */
typedef struct CellRef {
    int column;    /* -1: none */
    int fact;      /* a Fact; -1: none */
    int64_t value; /* neither */
    int sign;
} CellRef;

typedef enum SeriesAt { SERIES_NOW, SERIES_NEXT, SERIES_STEP } SeriesAt;

typedef struct CellRule {
    CellKind kind;
    Phrase phrase;
    int64_t low, high, step; /* CELL_RANGE, and what CELL_FROM takes off, CELL_PERCENT's share */
    int64_t round;
    CellRef refs[CELL_REFS_MAX];
    int ref_count;
    struct CellRule *any;
    size_t any_count;
    int series;
    SeriesAt at;
} CellRule;

typedef struct Series {
    Text name;
    int64_t start[3], each[3], floor; /* low, high, step */
} Series;

typedef struct EntryRule {
    When when;
    int weight; /* in hundredths */
    bool always, many;
    CellRule *cells; /* one for each column of the item */
    Series *series;
    size_t series_count;
} EntryRule;

/* ---- scenes ---- */

typedef enum RowsMode { ROWS_PICK, ROWS_ALL, ROWS_FIRST, ROWS_HOUSEHOLDS, ROWS_POSTS } RowsMode;

typedef enum PostMark {
    POST_PARTY = 1,
    POST_COMMITTEE = 2,
    POST_ELECTED = 4,
    POST_PAID = 8,
    POST_CLERK = 16,
    POST_SUPERVISOR = 32
} PostMark;

typedef struct RowsRule {
    RowsMode mode;
    int64_t min, max;
    int count; /* a Fact that tells how many; -1 */
    bool per_months;
    bool place_seed;
    unsigned fixed, changing; /* bits of columns */
    int sort, skip_zero;      /* columns; -1 */
    unsigned which;           /* PostMark */
    EntryRule *entries;
    size_t entry_count;
} RowsRule;

typedef struct Variant {
    Phrase summary, body;
} Variant;

typedef struct Variants {
    Variant *at;
    size_t len;
} Variants;

typedef struct Scene {
    Phrase title;
    Text rhythms;
    When when;
    int weight;
    int64_t rate; /* how many a place has in a year, in hundredths, weight included */
    Variants variants;
    RowsRule rows;
} Scene;

/* Which pictures disclosures of an item have. */
typedef struct FilesRule {
    int64_t percent, max;
    bool voucher; /* else a notice */
    Audience audience;
} FilesRule;

typedef struct ItemTexts {
    const Item *item;
    int what; /* the column that names a row; -1 */
    int64_t nil_percent, exception_percent;
    FilesRule files;
    Scene scenes[SCENES_MAX];
    size_t scene_count;
} ItemTexts;

/* ---- people ---- */

typedef struct Given {
    Texts old, first, second;
} Given;

typedef struct PostRule {
    Text post;
    Phrases duties;
    unsigned kinds, marks;
    bool always;
    int64_t pay[3];
} PostRule;

typedef struct Between {
    int64_t low, high;
} Between;

/* What differs for villages [0] and communities [1]. */
typedef struct Profile {
    Between households, people_per_household, area_mu, party_members, representatives, posts;
    Phrases intros, addresses;
} Profile;

typedef struct People {
    Texts surnames;
    int *surname_weights; /* running sum */
    Given given[2];
    int64_t single_percent, old_percent;
    Text office_phone, mobile, bank_card;
    PostRule posts[POSTS_MAX * 2];
    size_t post_count;
    Profile profile[2];
    Between committee_size;
    Phrases township_intros;
} People;

/* ---- the rest ---- */

typedef enum Flaw { FLAW_NONE, FLAW_AMOUNT, FLAW_MISSING, FLAW_TWICE, FLAW_VAGUE, FLAW_DATE } Flaw;

typedef struct CorrectReason {
    Phrase phrase;
    Flaw flaw; /* what the first revision had wrong */
} CorrectReason;

/* A subsidy of the district. */
typedef struct ProgrammeText {
    Text name, source, unit, ground;
    int64_t standard_fen;
} ProgrammeText;

/* A question or complaint with its answer and what came of it. */
typedef struct OpinionText {
    unsigned kinds; /* of place */
    OpinionTopic topic;
    OpinionKind kind;
    Phrase body, answer, outcome;
} OpinionText;

typedef struct Corpus {
    PhraseNames names;
    Texts terms[2];
    Phrases *words[2]; /* by list and kind of place */
    Text company_mark;
    Texts company_names;
    Texts company_endings[TRADES_MAX];
    Phrases returns, withdrawals, nils, exceptions;
    CorrectReason *corrects;
    size_t correct_count;
    ProgrammeText *programmes;
    size_t programme_count;
    OpinionText *opinions;
    size_t opinion_count;
    ItemTexts *items; /* as the catalogue has them */
    size_t item_count;
    People people;
} Corpus;

/* Compiles both files for the items of a catalogue; everything in ctx->arena.  FAULT (logged) when
 * a file has an error, or the catalogue lacks an item or column. */
MUST_CHECK Status corpus_load(Ctx *ctx, Text texts, Text people, Items items, const Corpus **out);

/* Whether something is for a place and for a stretch of days. */
bool when_fits(const When *when, bool community, Day first, Day last);

/* ---- for corpus's own files ---- */

typedef struct Loader {
    Ctx *ctx;
    Corpus *corpus;
    const JsonNode *texts;
    const char *part; /* for messages */
    bool failed;
} Loader;

/* Notes the first error. */
void loader_bad(Loader *loader, const char *what, Text which);
Phrase loader_phrase(Loader *loader, Text text);
/* Texts of a list of strings; phrases of it, or of {"text": …} for a kind of place (0: any). */
Texts loader_texts(Loader *loader, const JsonNode *list);
Phrases loader_phrases(Loader *loader, const JsonNode *list, unsigned kinds);
/* A number in thousandths; 0 for anything else. */
int64_t loader_milli(const JsonNode *node);
int64_t loader_int(const JsonNode *map, const char *key, int64_t otherwise);
unsigned loader_kinds(const JsonNode *map);
When loader_when(Loader *loader, const JsonNode *map);
void loader_people(Loader *loader, const JsonNode *root);
void loader_opinions(Loader *loader, const JsonNode *list);
void loader_scenes(Loader *loader, const JsonNode *map, ItemTexts *item);
