/*
 * open311 -- opinions through the standard that cities use for such reports, GeoReport v2
 * (specification: http://wiki.open311.org/GeoReport_v2), under /open311/v2/ in JSON and XML.
 *
 *     GeoReport               here
 *     ---------               ----
 *     jurisdiction_id         a place's 12-digit code; none: the installation's top place
 *     service_code            a topic (opinion/words.tbl), service_name its title
 *     attribute[kind]         question, suggestion, complaint (unless said otherwise)
 *     attribute[place_code]   the place, as address_id
 *     attribute[public]       yes (unless said otherwise) or no: on the board
 *     service_request_id      the opinion's number, given at once: every service is "realtime"
 *     status                  open: received, in hand; closed: all that comes after
 *     status_notes            the newest answer
 *     requested_, updated_, expected_datetime
 *                             received; the last change of state; when it has to be resolved
 *     agency_responsible      the office that handles it
 *     address, address_id     the place's name and the words for the spot; the place's code
 *     phone                   the sender left a phone; with a name: a named one
 *     api_key                 an API token of an account, also as Authorization: Bearer
 *
 * Readable is what everybody sees on the board, whoever asks: private opinions and what nobody has
 * answered yet are not there.  A single one is also read with the code from the service_notice
 * (?receipt=), by who sent it.  Reports of misconduct can be neither filed nor seen: they must not
 * go through other people's programs.  A place has to be named: there are no boundaries to find a
 * village by its coordinates.  media_url is never fetched, email and account_id are not kept; the
 * service_notice says so.  device_id is hashed into a key that makes the same report of the same
 * device on the same day one report.
 *
 * Errors are as the standard has them, a list of code and description; parameters that are wrong
 * are 400, unknown places, services and numbers 404, wrong tokens 403.
 *
 * Beyond the standard: page and page_size, and servicerequestupdates as FixMyStreet asks for it.
 */
#pragma once

#include "opinion/board.h"

enum {
    OPEN311_PAGE = 50,
    OPEN311_PAGE_MAX = 200,
    OPEN311_SKIP_MAX = 10000, /* further back: by dates */
    OPEN311_DAYS = 90,        /* when no dates are given */
    OPEN311_DAYS_MAX = 366,
    OPEN311_NUMBERS_MAX = 50, /* service_request_id at once */
    OPEN311_DEVICE_CHARS_MAX = 200,
};

/* "41.650123", "-0.5": degrees in millionths, further digits are dropped; false when it is anything
 * else or more than 180. */
bool open311_degrees_parse(Text text, int64_t *e6_out);
/* The same back: "41.650123". */
Text open311_degrees_format(Arena *arena, int64_t e6);

/* What the dates of a request ask for: "2023-05-18" or an instant of RFC 3339 (a '+' that became a
 * blank in the URL is understood); first and last are both in it.  INVALID: start_date, end_date.
 */
typedef struct Open311Span {
    Time begin, until;
} Open311Span;
MUST_CHECK Status open311_span(Ctx *ctx, Text start, Text end, Open311Span *out);

bool open311_is_open(OpinionState state);
/* When its state last changed, or it was first answered. */
Time open311_changed_at(const Opinion *opinion);
/* A family of services, a msgid. */
const char *open311_group(OpinionTopic topic);
