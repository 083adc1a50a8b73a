/*
 * internal -- what the files of the template compiler share.
 *
 * One pass: the reader walks through the source; constant text goes through the tokenizer of markup
 * (markup.c, tag.c), which tracks where in the HTML we are (Place); a {{directive}} is split into
 * tokens (directive.c) and becomes C for that place (values.c, blocks.c, emit.c).
 */
#pragma once

#include "base/buf.h"
#include "template.h"

enum {
    OPEN_MAX = 96,   /* elements open inside one another */
    ATTRS_MAX = 48,  /* attributes of one tag */
    BLOCKS_MAX = 32, /* {{if}} and {{for}} inside one another */
    TOKENS_MAX = 24, /* words of one directive */
    MESSAGES_MAX = 2000,
    INCLUDES_MAX = 64,
};

typedef struct Position {
    size_t at; /* byte offset */
    int line;
    int column;
} Position;

/* Where in the markup we are. */
typedef enum Spot {
    SPOT_TEXT,     /* content of an element */
    SPOT_RAW_TEXT, /* content of <title> or <textarea>: text, but no tags */
    SPOT_CODE,     /* content of <script> or <style> */
    SPOT_TAG,      /* inside a tag, between attributes */
    SPOT_VALUE,    /* inside a quoted attribute value */
} Spot;

typedef enum AttrKind { ATTR_PLAIN, ATTR_URL, ATTR_URLS, ATTR_CODE } AttrKind;

/* How much of a URL already stands in the attribute. */
typedef enum UrlSoFar { URL_NOTHING, URL_SOMETHING, URL_UNSURE } UrlSoFar;

typedef struct Open {
    Text name;
    Position pos;
} Open;

typedef struct Place {
    Spot spot;
    Open open[OPEN_MAX];
    size_t depth;
    Open tag; /* the tag that we are in (SPOT_TAG, SPOT_VALUE) */
    Text attrs[ATTRS_MAX];
    size_t attr_count;
    Text attr; /* the attribute whose value we are in */
    AttrKind kind;
    UrlSoFar url;
    char quote;
    bool needs_space; /* an attribute or tag name has just ended */
    bool at_newline;  /* the output ends with a newline for sure */
} Place;

typedef enum TokenKind { TOKEN_WORD, TOKEN_STRING, TOKEN_EQUALS } TokenKind;

typedef struct Token {
    TokenKind kind;
    Text text; /* of a string: without quotes, escapes resolved */
    Position pos;
} Token;

typedef struct Directive {
    Position pos;
    Token tokens[TOKENS_MAX];
    size_t count;
} Directive;

typedef enum BlockKind { BLOCK_IF, BLOCK_FOR } BlockKind;

typedef struct Block {
    BlockKind kind;
    Position pos;
    Place before;
    Place after; /* of the branches so far */
    bool has_after;
    bool has_else;
    Text variable; /* of a for, while its body is open */
    Text list;     /* C expression of a pointer to the list */
    Text element;  /* C expression of the element */
} Block;

typedef struct Compiler {
    Arena *arena;
    const TemplateSource *source;
    Text text;
    Position pos;
    Place place;
    Block *blocks;
    size_t block_count;
    int loops; /* so far, to name the counters */

    Text view_type;
    Text view_header;
    Text layout;
    Text layout_member; /* C expression of the Page */
    bool is_layout;
    bool content_seen;
    bool body_begun; /* {{view}} and {{layout}} can no longer stand */

    Buf literal;   /* constant bytes not yet written as C */
    Buf code;      /* the body of the function */
    int emit_line; /* of the template, that the C being written comes from */
    Buf includes;  /* headers of included templates */
    Text included[INCLUDES_MAX];
    size_t included_count;
    TemplateMessage *messages;
    size_t message_count;
    Text error;
} Compiler;

/* ---- fault.c: the reader's cursor and complaints ---- */

/* Moves on by n bytes, counting lines. */
void skip(Compiler *c, size_t n);
/* The byte at offset n from the cursor, 0 past the end. */
char peek(const Compiler *c, size_t n);
/* The rest of the source from the cursor. */
Text rest(const Compiler *c);
bool looking_at(const Compiler *c, const char *word);
bool looking_at_nocase(const Compiler *c, const char *word);
/* Records the first fault and returns INVALID. */
Status fail(Compiler *c, Position pos, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

bool is_space(char ch);
bool is_letter(char ch);
bool is_digit(char ch);
bool one_of(Text name, const char *const *names);
bool text_is(Text text, const char *c_string);
bool is_identifier(Text text);

/* ---- markup.c, tag.c ---- */

/* Reads constant text up to the next directive or change of spot. */
Status markup_scan(Compiler *c);
/* At the end of the source: everything closed? */
Status markup_end(Compiler *c);
Status tag_scan(Compiler *c);
Status tag_open(Compiler *c);
Status tag_close(Compiler *c);
Status value_scan(Compiler *c);
bool place_folds(const Place *place);

/* ---- directive.c ---- */

/* Splits the {{…}} at the cursor into tokens and moves behind it. */
Status directive_read(Compiler *c, Directive *out);
/* Compiles one directive. */
Status directive_compile(Compiler *c, const Directive *d);

/* ---- path.c ---- */

/* The C expression (an lvalue) of a dotted name. */
Status path_value(Compiler *c, const Token *token, Text *out);
/* The C expression of a pointer to what a dotted name stands for. */
Status path_pointer(Compiler *c, const Token *token, Text *out);
/* The C expression of the Page that this template can see. */
Text path_page(Compiler *c);

/* ---- values.c ---- */

Status value_compile(Compiler *c, const Directive *d);
Status tr_compile(Compiler *c, const Directive *d);
Status asset_compile(Compiler *c, const Directive *d);
Status icon_compile(Compiler *c, const Directive *d);
Status csrf_compile(Compiler *c, const Directive *d);
Status include_compile(Compiler *c, const Directive *d);
Status content_compile(Compiler *c, const Directive *d);

/* ---- blocks.c ---- */

Status if_compile(Compiler *c, const Directive *d);
Status elif_compile(Compiler *c, const Directive *d);
Status else_compile(Compiler *c, const Directive *d);
Status for_compile(Compiler *c, const Directive *d);
Status end_compile(Compiler *c, const Directive *d);

/* ---- emit.c ---- */

/* A constant piece of output. */
void emit_literal(Compiler *c, Text piece);
/* Writes the pending constant pieces as one html_lit call. */
void emit_flush(Compiler *c);
/* A line of C at the present depth, for a directive at pos: flushes, sets #line. */
void emit(Compiler *c, Position pos, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* Like emit, for a line that follows from the one before. */
void emit_more(Compiler *c, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* text as a C string literal with its quotes. */
Text c_string(Compiler *c, Text text);
/* The finished files. */
void emit_files(Compiler *c, TemplateCode *out);
