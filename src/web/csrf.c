/*
 * Whether a form was ours.  A session's forms carry its token; a visitor's carry what stands in the
 * visitor's cookie (which another site cannot read or, over TLS, set), and the browser itself must
 * not say that it comes from elsewhere.
 */
#include "base/crypto.h"
#include "web/site.h"

static Text
token_sent(const Visit *visit)
{
    Text field = request_form(&visit->req, "csrf");

    return field.at != NULL ? field : visit->http->heads[HEAD_CSRF_TOKEN];
}

/* "https://host" of ours; over plain HTTP also with the other scheme, since a proxy that ends TLS
 * need not say so. */
static bool
is_own_origin(const Visit *visit, Text origin)
{
    Text scheme = T("https://");
    Text host = visit->req.host;

    if (text_eq(origin, visit->req.site))
        return true;
    if (!visit->req.secure && text_starts(origin, T("http://")))
        scheme = T("http://");
    return host.len != 0 && text_starts(origin, scheme) &&
           text_eq_nocase(text_slice(origin, scheme.len, origin.len), host);
}

/* Origin (or Sec-Fetch-Site) when the browser sends it; old ones send neither. */
static bool
comes_from_here(const Visit *visit)
{
    Text site = visit->http->heads[HEAD_SEC_FETCH_SITE];
    Text origin = visit->http->heads[HEAD_ORIGIN];

    if (site.len != 0 && !text_eq(site, T("same-origin")) && !text_eq(site, T("none")))
        return false;
    return origin.len == 0 || is_own_origin(visit, origin);
}

bool
csrf_is_fine(const Visit *visit)
{
    Text sent = token_sent(visit);
    Text wanted = visit->req.csrf;

    if (wanted.at == NULL)
        wanted = request_cookie(&visit->req, "csrf");
    if (wanted.len == 0 || sent.len == 0 || !comes_from_here(visit))
        return false;
    return secret_eq(sent, wanted);
}
