#include "demo/phrase.h"

#include <string.h>

#include "base/log.h"

typedef struct Compiler {
    Arena *arena;
    const PhraseNames *names;
    Text whole; /* for messages */
} Compiler;

static const char *const facts[] = {
#define FACT(name, word) [FACT_##name] = word,
#include "demo/facts.tbl"
};

static const struct {
    const char *word;
    OpKind kind;
} of_table[] = {
    {"sum:",   OP_SUM       },
    {"count:", OP_COUNT_ROWS},
    {"list:",  OP_LIST      },
    {"first:", OP_FIRST     },
    {"last:",  OP_LAST      },
};

static Status
bad(const Compiler *compiler, Text what)
{
    log_error("demo.phrase", LOG_TEXT("text", compiler->whole), LOG_TEXT("placeholder", what));
    return INVALID;
}

static int
find(Texts names, Text name)
{
    for (size_t i = 0; i < names.len; i++)
        if (text_eq(names.at[i], name))
            return (int)i;
    return -1;
}

/* "金额" or "金额:支出类别=公益支出". */
static void
cut_columns(Text rest, OpKind kind, Op *op)
{
    Text condition;

    if (kind == OP_COUNT_ROWS)
        condition = rest;
    else
        text_cut(rest, ':', &op->text, &condition);
    if (condition.at != NULL)
        text_cut(condition, '=', &op->other, &op->value);
}

static bool
with_argument(const Compiler *compiler, Text name, Op *op)
{
    if (text_starts(name, T("n:"))) {
        Text low;
        Text high;

        op->kind = OP_NUMBER;
        text_cut(text_slice(name, 2, name.len), '-', &low, &high);
        return text_to_i64(low, &op->low) && text_to_i64(high, &op->high);
    }
    if (text_starts(name, T("company:"))) {
        op->kind = OP_COMPANY;
        op->which = find(compiler->names->trades, text_slice(name, 8, name.len));
        return op->which >= 0;
    }
    for (size_t i = 0; i < sizeof of_table / sizeof of_table[0]; i++) {
        Text word = text_c(of_table[i].word);

        if (text_starts(name, word)) {
            op->kind = of_table[i].kind;
            cut_columns(text_slice(name, word.len, name.len), op->kind, op);
            return true;
        }
    }
    return false;
}

static bool
placeholder(const Compiler *compiler, Text name, Op *op)
{
    const PhraseNames *names = compiler->names;

    for (int i = 0; i < FACT_COUNT; i++) {
        if (text_eq(name, text_c(facts[i]))) {
            *op = (Op){.kind = OP_FACT, .which = i};
            return true;
        }
    }
    *op = (Op){.kind = OP_TERM, .which = find(names->terms, name)};
    if (op->which >= 0)
        return true;
    *op = (Op){.kind = OP_WORD, .which = find(names->words, name)};
    if (op->which >= 0)
        return true;
    if (text_ends(name, T("_once"))) {
        *op = (Op){.kind = OP_WORD_ONCE,
                   .which = find(names->words, text_slice(name, 0, name.len - 5))};
        return op->which >= 0;
    }
    *op = (Op){0};
    return with_argument(compiler, name, op);
}

/* The length of what stands before the '}' that closes an open brace; text.len when none does. */
static size_t
until_close(Text text, size_t *bars_out)
{
    int depth = 0;

    *bars_out = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '{')
            depth++;
        else if (text.at[i] == '}' && depth-- == 0)
            return i;
        else if (text.at[i] == '|' && depth == 0)
            ++*bars_out;
    }
    return text.len;
}

static Status compile(Compiler *compiler, Text text, int depth, Phrase *out);

static Status
one_of(Compiler *compiler, Text inside, size_t bars, int depth, Op *op)
{
    size_t from = 0;
    int open = 0;

    *op = (Op){.kind = OP_ONE_OF, .options = {.at = NEW_ARRAY(compiler->arena, Phrase, bars + 1)}};
    for (size_t i = 0; i <= inside.len; i++) {
        char c = i < inside.len ? inside.at[i] : '|';

        open += (c == '{') - (c == '}');
        if (c != '|' || open != 0)
            continue;
        TRY(compile(compiler, text_slice(inside, from, i - from), depth + 1,
                    &op->options.at[op->options.len++]));
        from = i + 1;
    }
    return OK;
}

/* Every placeholder with the plain text before it, and the rest. */
static size_t
ops_at_most(Text text)
{
    size_t count = 1;

    for (size_t i = 0; i < text.len; i++)
        count += text.at[i] == '{' ? 2 : 0;
    return count;
}

static Status
compile(Compiler *compiler, Text text, int depth, Phrase *out)
{
    Op *ops = NEW_ARRAY(compiler->arena, Op, ops_at_most(text));
    size_t len = 0;

    if (depth > PHRASE_DEPTH_MAX)
        return bad(compiler, text);
    while (text.len != 0) {
        const char *brace = memchr(text.at, '{', text.len);
        size_t plain = brace != NULL ? (size_t)(brace - text.at) : text.len;
        Text inside;
        size_t close;
        size_t bars;

        if (plain != 0) {
            ops[len++] = (Op){.kind = OP_TEXT, .text = text_slice(text, 0, plain)};
            text = text_slice(text, plain, text.len);
            continue;
        }
        inside = text_slice(text, 1, text.len);
        close = until_close(inside, &bars);
        if (close == inside.len)
            return bad(compiler, text);
        text = text_slice(inside, close + 1, inside.len);
        inside = text_slice(inside, 0, close);
        if (bars != 0)
            TRY(one_of(compiler, inside, bars, depth, &ops[len++]));
        else if (!placeholder(compiler, inside, &ops[len++]))
            return bad(compiler, inside);
    }
    *out = (Phrase){ops, len};
    return OK;
}

Status
phrase_compile(Arena *arena, const PhraseNames *names, Text text, Phrase *out)
{
    Compiler compiler = {.arena = arena, .names = names, .whole = text};

    return compile(&compiler, text, 0, out);
}
