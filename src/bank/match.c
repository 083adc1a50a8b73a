/*
 * Putting lines and entries together without doubt.
 *
 * Both sides come in the order of days; entries of the window around a line's day wait in a ring,
 * so memory grows with what a village books in eleven days and not with the length of a statement.
 * Two passes: first what is certain (same amount, and the same reference, the same other side, or
 * nothing else it could be), day by day; then what became certain because others are taken.
 */
#include <string.h>

#include "bank/bank.h"
#include "bank/inner.h"
#include "region/changed.h"

enum {
    PIECE = 1000,
    WINDOW_MEMORY_MAX = 512 * 1024 * 1024,
    SCORE_REFERENCE = 100,
    SCORE_PARTY = 60,
    SCORE_PARTY_PART = 40,
    SCORE_PURPOSE = 20,
    SCORE_SURE = 40,
    PARTY_BYTES_MIN = 6, /* two characters */
};

/* An open entry, waiting. */
typedef struct Waiting {
    int64_t id;
    Day day;
    Direction direction;
    int64_t amount_fen;
    Text party, voucher, purpose;
    bool taken;
    size_t before; /* 1 + the index of the one before it in its slot; 0: none */
} Waiting;

typedef struct Window {
    Arena *arena; /* the entries of the window; renewed when most of it has gone by */
    Waiting *at;
    size_t begin, len, room;
    size_t *slots; /* by amount: 1 + the index of the last entry; `room` of them */
} Window;

typedef struct Matching {
    FundAccount account;
    Day from, to;
    Window window;
    bool entries_end;
    int64_t month, day, id; /* the last entry read */
    int64_t matched;
} Matching;

/* ---- the window ---- */

static size_t *
window_slot(const Window *window, int64_t amount_fen)
{
    return &window->slots[(uint64_t)amount_fen * UINT64_C(0x9e3779b97f4a7c15) % window->room];
}

/* 1 + the index of the last entry that may be of this amount; 0: none. */
static size_t
window_first(const Window *window, int64_t amount_fen)
{
    return window->room == 0 ? 0 : *window_slot(window, amount_fen);
}

static void
window_push(Window *window, Waiting entry)
{
    size_t *slot = window_slot(window, entry.amount_fen);

    entry.party = text_copy(window->arena, entry.party);
    entry.voucher = text_copy(window->arena, entry.voucher);
    entry.purpose = text_copy(window->arena, entry.purpose);
    entry.before = *slot;
    window->at[window->len++] = entry;
    *slot = window->len;
}

/* What has gone by is dropped, the rest moves into a fresh arena. */
static void
window_renew(Window *window)
{
    Window old = *window;

    window->arena = arena_new(WINDOW_MEMORY_MAX);
    window->room = (old.len - old.begin) * 2 + PIECE;
    window->at = NEW_ARRAY(window->arena, Waiting, window->room);
    window->slots = NEW_ARRAY(window->arena, size_t, window->room);
    window->begin = window->len = 0;
    for (size_t i = old.begin; i < old.len; i++)
        window_push(window, old.at[i]);
    arena_free(old.arena);
}

static void
window_add(Window *window, const OpenEntryRow *row)
{
    if (window->len == window->room)
        window_renew(window);
    window_push(window, (Waiting){
                            .id = row->id,
                            .day = (Day)row->day,
                            .direction = (Direction)row->direction,
                            .amount_fen = row->amount_fen,
                            .party = row->counterparty,
                            .voucher = row->voucher,
                            .purpose = row->purpose,
                        });
}

/* Reads on until the window holds all entries up to `last`. */
static Status
window_fill(Ctx *ctx, Matching *matching, Day last)
{
    while (!matching->entries_end && (matching->window.len == 0 ||
                                      matching->window.at[matching->window.len - 1].day <= last)) {
        ArenaMark mark = arena_mark(ctx->arena);
        OpenEntryRows rows;

        TRY(bank_entries_open_after(ctx,
                                    &(BankEntriesOpenAfterArgs){
                                        .region = matching->account.region,
                                        .account = matching->account.id,
                                        .from_day = matching->from - BANK_WINDOW_DAYS,
                                        .to_day = matching->to + BANK_WINDOW_DAYS,
                                        .from_month = month_of(matching->from - BANK_WINDOW_DAYS),
                                        .to_month = month_of(matching->to + BANK_WINDOW_DAYS),
                                        .month = matching->month,
                                        .day = matching->day,
                                        .id = matching->id,
                                        .limit = PIECE,
                                    },
                                    &rows));
        for (size_t i = 0; i < rows.len; i++)
            window_add(&matching->window, &rows.at[i]);
        matching->entries_end = rows.len < PIECE;
        if (rows.len != 0) {
            const OpenEntryRow *row = &rows.at[rows.len - 1];

            matching->month = row->month;
            matching->day = row->day;
            matching->id = row->id;
        }
        arena_release(ctx->arena, mark);
    }
    return OK;
}

/* ---- how well a line and an entry go together ---- */

static bool
contains(Text whole, Text part)
{
    return part.len >= PARTY_BYTES_MIN && whole.len >= part.len &&
           text_find(whole, part) < whole.len;
}

static int
score(const BankLineRow *line, const Waiting *entry)
{
    int points = 0;

    if (line->reference.len != 0 && text_eq(line->reference, entry->voucher))
        points += SCORE_REFERENCE;
    if (line->party.len != 0 && text_eq(line->party, entry->party))
        points += SCORE_PARTY;
    else if (contains(line->party, entry->party) || contains(entry->party, line->party))
        points += SCORE_PARTY_PART;
    if (contains(line->purpose, entry->purpose) || contains(entry->purpose, line->purpose))
        points += SCORE_PURPOSE;
    return points;
}

static int
days_apart(const BankLineRow *line, const Waiting *entry)
{
    int days = (int)line->day - entry->day;

    return days < 0 ? -days : days;
}

static bool
fits(const BankLineRow *line, const Waiting *entry)
{
    return !entry->taken && entry->amount_fen == line->amount_fen &&
           entry->direction == (Direction)line->direction &&
           days_apart(line, entry) <= BANK_WINDOW_DAYS;
}

/* The one entry that it must be; NULL when none, or when another one is as likely.  Entries of the
 * same other side are as good as each other: the nearest is taken. */
static Waiting *
find(const Matching *matching, const BankLineRow *line)
{
    const Window *window = &matching->window;
    Waiting *best = NULL;
    int best_points = 0;
    bool doubt = false;

    for (size_t i = window_first(window, line->amount_fen); i > window->begin;
         i = window->at[i - 1].before) {
        Waiting *entry = &window->at[i - 1];
        int points;

        if (!fits(line, entry))
            continue;
        points = score(line, entry);
        doubt = doubt || (best != NULL && !text_eq(best->party, entry->party));
        if (best == NULL || points > best_points ||
            (points == best_points && days_apart(line, entry) < days_apart(line, best))) {
            best = entry;
            best_points = points;
        }
    }
    return doubt && best_points < SCORE_SURE ? NULL : best;
}

/* ---- the walk ---- */

static Status
take(Ctx *ctx, Matching *matching, const BankLineRow *line, Waiting *entry)
{
    TRY(bank_match_put(ctx, entry->id, line->id));
    entry->taken = true;
    TRY(bank_line_state_put(ctx, line->id, T("matched"), T("")));
    matching->matched++;
    return OK;
}

static Status
match_line(Ctx *ctx, Matching *matching, const BankLineRow *line)
{
    Window *window = &matching->window;
    Waiting *entry;

    TRY(window_fill(ctx, matching, (Day)line->day + BANK_WINDOW_DAYS));
    while (window->begin < window->len &&
           (window->at[window->begin].day < line->day - BANK_WINDOW_DAYS ||
            window->at[window->begin].taken))
        window->begin++;
    entry = find(matching, line);
    return entry == NULL ? OK : take(ctx, matching, line, entry);
}

static Status
walk(Ctx *ctx, Matching *matching)
{
    BankLinesOpenAfterArgs args = {
        .account = matching->account.id,
        .from_day = matching->from,
        .to_day = matching->to,
        .day = matching->from - 1,
        .limit = PIECE,
    };

    for (;;) {
        ArenaMark mark = arena_mark(ctx->arena);
        BankLineRows rows;
        size_t len;

        TRY(bank_lines_open_after(ctx, &args, &rows));
        len = rows.len;
        for (size_t i = 0; i < len; i++)
            TRY(match_line(ctx, matching, &rows.at[i]));
        if (len != 0) {
            args.day = rows.at[len - 1].day;
            args.id = rows.at[len - 1].id;
        }
        arena_release(ctx->arena, mark);
        if (len < PIECE)
            return OK;
    }
}

static Status
one_pass(Ctx *ctx, Matching *matching)
{
    Status status;

    matching->window = (Window){0};
    matching->entries_end = false;
    matching->month = matching->day = matching->id = 0;
    status = walk(ctx, matching);
    arena_free(matching->window.arena);
    return status;
}

static Status
count_open(Ctx *ctx, const Matching *matching, BankMatched *out)
{
    BankLinesOpenCountRow lines;
    BankEntriesOpenCountRow entries;

    TRY(bank_lines_open_count(ctx, matching->account.id, matching->from, matching->to, &lines));
    TRY(bank_entries_open_count(ctx,
                                &(BankEntriesOpenCountArgs){
                                    .region = matching->account.region,
                                    .account = matching->account.id,
                                    .from_day = matching->from,
                                    .to_day = matching->to,
                                    .from_month = month_of(matching->from),
                                    .to_month = month_of(matching->to),
                                },
                                &entries));
    out->open = lines.count;
    out->entries = entries.count;
    return OK;
}

Status
bank_match(Ctx *ctx, int64_t account, Day from, Day to, BankMatched *out)
{
    Matching matching = {.from = from, .to = to};
    int64_t first;

    *out = (BankMatched){0};
    TRY(bank_account(ctx, account, CAN_KEEP_LEDGER, &matching.account));
    TRY(one_pass(ctx, &matching));
    first = matching.matched;
    if (first != 0)
        TRY(one_pass(ctx, &matching));
    out->lines = matching.matched;
    region_touch(ctx, matching.account.region);
    TRY(changed_note(ctx, CHANGED_BANK, matching.account.region, account));
    return count_open(ctx, &matching, out);
}
