#include "disclosure/related.h"

static RelatedHook *related;

void
disclosure_on_related(RelatedHook *hook)
{
    related = hook;
}

Status
disclosure_related(Ctx *ctx, const Disclosure *disclosure, Related *out)
{
    *out = (Related){0};
    return related != NULL ? related(ctx, disclosure, out) : OK;
}
