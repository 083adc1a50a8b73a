/*
 * api -- disclosures as JSON: the whole life for programs, and everything public for everybody.
 * Described in data/openapi.json.
 */
#pragma once

#include "base/json.h"
#include "base/json_read.h"
#include "disclosure/disclosure.h"
#include "web/web.h"

extern const RouteTable disclosure_api_routes;

/* Writes one disclosure as an object, masked for the acting person.  number 0: the published
 * revision, or, for those who may see it, the one in hand while nothing is published. */
MUST_CHECK Status api_put_disclosure(Ctx *ctx, const Disclosure *disclosure, int64_t number,
                                     Json *json);

/* Reads a request's body as a DisclosureInput.  INVALID with problems by field. */
MUST_CHECK Status api_read_input(Ctx *ctx, Text body, DisclosureInput *out);

/* Columns, cells and rows of {"columns":[…],"rows":[[…]]}; NULL: no table. */
MUST_CHECK Status api_read_table(Ctx *ctx, const JsonNode *table, DisclosureInput *out);
/* Cells of [[…]] for the columns that `out` has. */
MUST_CHECK Status api_read_rows(Ctx *ctx, const JsonNode *rows, DisclosureInput *out);

/* The same when they are written without spaces and every cell is a text, as a program writes them.
 * json is clean (text_is_clean), and cells may be pieces of it.  False, and nothing is changed,
 * when it is anything else. */
bool api_scan_rows(Arena *arena, Text json, DisclosureInput *out);

/* api_read_table() for very many tables as JSON (clean text, of which cells may be pieces), most
 * with the columns of one before; these are kept in arena. */
typedef struct TableReader TableReader;
TableReader *table_reader_new(Arena *arena);
MUST_CHECK Status table_reader_read(Ctx *ctx, TableReader *reader, Text json, DisclosureInput *out);
