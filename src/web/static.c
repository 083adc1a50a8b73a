/* /static/… and two more: what is compiled into the program (asset.h). */
#include "web/asset.h"
#include "web/gzip.h"
#include "web/site.h"

/* Two that browsers and robots ask for at the root, whatever the pages say. */
static const Asset *
asset_at(Text path)
{
    if (text_eq(path, T("/favicon.ico")))
        return asset_named(T("favicon.svg"));
    if (text_eq(path, T("/robots.txt")))
        return asset_named(T("robots.txt"));
    return text_starts(path, T("/static/")) ? asset_find(path) : NULL;
}

bool
static_response(Visit *visit)
{
    const Asset *asset;
    Response *res = &visit->res;
    Text seen = visit->http->heads[HEAD_IF_NONE_MATCH];
    bool zipped;

    asset = visit->req.method == METHOD_GET ? asset_at(visit->req.path) : NULL;
    if (asset == NULL)
        return false;
    zipped = visit->gzip && asset->gzip.at != NULL;
    *res = (Response){
        .status = 200,
        .type = asset->type,
        .immutable = text_eq(asset->path, visit->req.path),
    };
    response_header(res, T("ETag"), zipped ? asset->gzip_etag : asset->etag);
    if (asset->gzip.at != NULL)
        response_header(res, T("Vary"), T("Accept-Encoding"));
    if (seen.len != 0 && (text_find(seen, asset->etag) != seen.len ||
                          text_find(seen, asset->gzip_etag) != seen.len)) {
        res->status = 304;
        return true;
    }
    if (zipped)
        response_header(res, T("Content-Encoding"), T("gzip"));
    res->body = zipped ? asset->gzip : asset->bytes;
    return true;
}
