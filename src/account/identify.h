/*
 * identify -- who a request comes from; the web layer's hook (web/web.h IdentifyHook).
 */
#pragma once

#include "web/web.h"

Status account_identify(Ctx *ctx, Request *req, Text session_cookie, Text bearer);

/* The secret that the request carried (session cookie or Bearer token); absent for visitors. */
Text account_secret(const Request *req);
