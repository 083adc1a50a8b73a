#include "web/routes.h"

#include <stdlib.h>

#include "base/log.h"

/* A segment of a pattern: literal text, or a {name} with an ending ("{code}.atom"). */
typedef struct Node {
    Text literal;
    Text name; /* absent: literal */
    Text ending;
    const Route *routes[METHOD_COUNT];
    struct Node *child;
    struct Node *next;
} Node;

struct Routes {
    Node root;
};

static _Noreturn void
defect(const char *what, const char *pattern)
{
    log_error("web.routes", LOG_C("why", what), LOG_C("pattern", pattern));
    abort();
}

static bool
same_segment(const Node *a, const Node *b)
{
    if ((a->name.at == NULL) != (b->name.at == NULL))
        return false;
    if (a->name.at == NULL)
        return text_eq(a->literal, b->literal);
    return text_eq(a->name, b->name) && text_eq(a->ending, b->ending);
}

/* Literals first, then names with an ending, then bare names. */
static int
rank(const Node *node)
{
    if (node->name.at == NULL)
        return 0;
    return node->ending.len != 0 ? 1 : 2;
}

static Node
segment_node(Text segment, const char *pattern)
{
    size_t close = text_find(segment, T("}"));

    if (!text_starts(segment, T("{"))) {
        if (text_find(segment, T("{")) != segment.len)
            defect("a {name} begins its segment", pattern);
        return (Node){.literal = segment};
    }
    if (close == segment.len || close == 1)
        defect("a {name} without an end", pattern);
    return (Node){.name = text_slice(segment, 1, close - 1),
                  .ending = text_slice(segment, close + 1, segment.len)};
}

static Node *
child_for(Arena *arena, Node *parent, Node wanted)
{
    Node **at = &parent->child;
    Node *node;

    for (; *at != NULL; at = &(*at)->next) {
        if (same_segment(*at, &wanted))
            return *at;
        if (rank(*at) > rank(&wanted))
            break;
    }
    node = NEW(arena, Node);
    *node = wanted;
    node->next = *at;
    *at = node;
    return node;
}

static void
add(Arena *arena, Node *root, const Route *route)
{
    Text rest = text_c(route->pattern);
    Node *node = root;
    size_t params = 0;

    if (!text_starts(rest, T("/")))
        defect("a pattern begins with a slash", route->pattern);
    rest = text_slice(rest, 1, rest.len);
    while (rest.len != 0) {
        Text segment;

        text_cut(rest, '/', &segment, &rest);
        node = child_for(arena, node, segment_node(segment, route->pattern));
        params += node->name.at != NULL;
    }
    if (params > ROUTE_PARAMS_MAX)
        defect("too many {name}s", route->pattern);
    if (node->routes[route->method] != NULL)
        defect("two routes for one pattern", route->pattern);
    node->routes[route->method] = route;
}

Routes *
routes_new(Arena *arena, const RouteTable *tables, size_t count)
{
    Routes *routes = NEW(arena, Routes);

    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < tables[i].len; j++)
            add(arena, &routes->root, &tables[i].at[j]);
    return routes;
}

/* ---- looking up ---- */

typedef struct Search {
    Method method;
    Pair params[ROUTE_PARAMS_MAX];
    size_t len;
    unsigned allowed;
} Search;

static bool
matches(const Node *node, Text segment, Text *value_out)
{
    if (node->name.at == NULL)
        return text_eq(node->literal, segment);
    if (segment.len <= node->ending.len || !text_ends(segment, node->ending))
        return false;
    *value_out = text_slice(segment, 0, segment.len - node->ending.len);
    return true;
}

static const Route *
found_at(const Node *node, Search *search)
{
    for (int method = 0; method < METHOD_COUNT; method++)
        if (node->routes[method] != NULL)
            search->allowed |= 1u << method;
    return node->routes[search->method];
}

/* Depth is bounded by the deepest pattern. */
static const Route *
search_below(const Node *node, Text rest, Search *search)
{
    Text segment;
    Text after;

    if (rest.at == NULL)
        return found_at(node, search);
    text_cut(rest, '/', &segment, &after);
    for (const Node *child = node->child; child != NULL; child = child->next) {
        size_t len = search->len;
        Text value = {0};
        const Route *route;

        if (!matches(child, segment, &value))
            continue;
        if (child->name.at != NULL)
            search->params[search->len++] = (Pair){child->name, value};
        route = search_below(child, after, search);
        if (route != NULL)
            return route;
        search->len = len;
    }
    return NULL;
}

const Route *
routes_find(const Routes *routes, Arena *arena, Method method, Text path, Pairs *params_out,
            unsigned *allowed_out)
{
    Search search = {.method = method};
    Text rest = text_slice(path, 1, path.len);
    const Route *route;

    if (rest.len == 0)
        rest = (Text){0};
    route = search_below(&routes->root, rest, &search);
    *allowed_out = search.allowed;
    *params_out = (Pairs){0};
    if (route != NULL && search.len != 0) {
        params_out->at = NEW_ARRAY(arena, Pair, search.len);
        params_out->len = search.len;
        for (size_t i = 0; i < search.len; i++)
            params_out->at[i] = search.params[i];
    }
    return route;
}

static const char *const method_names[METHOD_COUNT] = {
    [METHOD_GET] = "GET",
    [METHOD_POST] = "POST",
    [METHOD_PUT] = "PUT",
    [METHOD_DELETE] = "DELETE",
};

Text
routes_allow(Arena *arena, unsigned allowed)
{
    Buf buf = buf_new(arena, 100);

    for (int method = 0; method < METHOD_COUNT; method++) {
        if ((allowed & (1u << method)) == 0)
            continue;
        if (buf.len != 0)
            BUF_LIT(&buf, ", ");
        buf_text(&buf, text_c(method_names[method]));
        if (method == METHOD_GET)
            BUF_LIT(&buf, ", HEAD");
    }
    return buf_done(&buf);
}

bool
method_parse(Text name, Method *out)
{
    for (int method = 0; method < METHOD_COUNT; method++)
        if (text_eq(name, text_c(method_names[method]))) {
            *out = (Method)method;
            return true;
        }
    return false;
}
