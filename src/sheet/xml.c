#include "sheet/xml.h"

#include <string.h>

#include "base/log.h"

enum { TOKEN_BYTES_MAX = 1024 * 1024 };

static const char *
local_name(const char *name)
{
    const char *colon = strrchr(name, ':');

    return colon != NULL ? colon + 1 : name;
}

static void
on_open(void *arg, const char *name, const char **attributes)
{
    XmlRead *read = arg;

    if (!read->stopped)
        read->events->open(read->arg, local_name(name), attributes);
}

static void
on_close(void *arg, const char *name)
{
    XmlRead *read = arg;

    if (!read->stopped && read->events->close != NULL)
        read->events->close(read->arg, local_name(name));
}

static void
on_text(void *arg, const char *at, int len)
{
    XmlRead *read = arg;

    if (!read->stopped && read->events->text != NULL)
        read->events->text(read->arg, at, len);
}

/* A document type is where entities come from; no spreadsheet program writes one. */
static void
on_doctype(void *arg, const char *name, const char *system, const char *public, int internal)
{
    XmlRead *read = arg;

    (void)name;
    (void)system;
    (void)public;
    (void)internal;
    read->failed = true;
    XML_StopParser(read->parser, XML_FALSE);
}

void
xml_stop(XmlRead *read)
{
    read->stopped = true;
    XML_StopParser(read->parser, XML_FALSE);
}

/* A tag or comment without end would be looked through again with every piece, so its length is
 * limited. */
static bool
feed(void *arg, const char *at, size_t len)
{
    XmlRead *read = arg;

    if (XML_Parse(read->parser, at, (int)len, len == 0) != XML_STATUS_OK && !read->stopped)
        read->failed = true;
    read->fed += (int64_t)len;
    if (!read->stopped && read->fed - XML_GetCurrentByteIndex(read->parser) > TOKEN_BYTES_MAX)
        read->failed = true;
    return !read->failed && !read->stopped;
}

Status
xml_read(Zip *zip, Text name, XmlRead *read, const XmlEvents *events, void *arg)
{
    Status status;

    *read = (XmlRead){.parser = XML_ParserCreate("UTF-8"), .events = events, .arg = arg};
    if (read->parser == NULL) {
        log_error("sheet.xml", LOG_C("why", "out of memory"));
        return FAULT;
    }
    XML_SetUserData(read->parser, read);
    XML_SetElementHandler(read->parser, on_open, on_close);
    XML_SetCharacterDataHandler(read->parser, on_text);
    XML_SetStartDoctypeDeclHandler(read->parser, on_doctype);
    status = zip_stream(zip, name, feed, read);
    XML_ParserFree(read->parser);
    TRY(status);
    return read->failed ? zip_broken(zip->ctx) : OK;
}

Text
xml_attribute(const char **attributes, const char *name)
{
    for (; attributes[0] != NULL; attributes += 2)
        if (strcmp(local_name(attributes[0]), name) == 0)
            return text_c(attributes[1]);
    return (Text){0};
}
