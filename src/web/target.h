/*
 * target -- the parts of a URL and of a form: decoding, and refusing what is not clean.
 *
 * Answers are HTTP statuses: 0 (fine), 400 (malformed: a bad escape, bytes that are not UTF-8, NUL
 * and other control characters, "..", "//", an encoded slash), 413 (too many fields).
 */
#pragma once

#include "web/web.h"

enum { TARGET_BYTES_MAX = 4096, QUERY_FIELDS_MAX = 100, COOKIES_MAX = 60 };

/* Path and query of a request's target; both in arena or in the target itself. */
int target_parse(Arena *arena, Text target, Text *path_out, Pairs *query_out);

/* name=value&…, with '+' for a space: queries and application/x-www-form-urlencoded. */
int form_parse(Arena *arena, Text body, size_t fields_max, Pairs *fields_out);

/* The Cookie header.  What is malformed is left out: other programs on the host set cookies, too.
 */
Pairs cookies_parse(Arena *arena, Text header);

/* One cookie of the header without parsing the rest; absent when it is not there. */
Text cookie_find(Text header, Text name);

/* The first value of that name; absent when there is none. */
Text pairs_get(const Pairs *pairs, Text name);

/* Whom limits take for one: of an IPv6 address the first 64 bits, since every household has as many
 * addresses as it wants behind them; of one that is IPv4 in disguise, that; else the text. */
Text address_network(Arena *arena, Text address);

/* Every byte but letters, digits and "-_.~" as %XX; for cookies and query values. */
Text percent_encode(Arena *arena, Text text);

/* %XX decoded, '+' too if asked; false for a bad escape.  Not checked for cleanness. */
bool percent_decode(Arena *arena, Text text, bool plus, Text *out);
