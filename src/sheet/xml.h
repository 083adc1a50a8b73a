/*
 * xml -- expat with our limits: no document type (so no entities), element by element.
 */
#pragma once

#include <expat.h>

#include "sheet/parts.h"

typedef struct XmlEvents {
    void (*open)(void *arg, const char *name,
                 const char **attributes); /* name without its prefix */
    void (*close)(void *arg, const char *name);
    void (*text)(void *arg, const char *at, int len);
} XmlEvents;

typedef struct XmlRead {
    XML_Parser parser;
    const XmlEvents *events;
    void *arg;
    int64_t fed; /* bytes */
    bool failed;
    bool stopped; /* by xml_stop(): enough was read */
} XmlRead;

/* Reads a member of the archive; *read is for xml_stop() meanwhile.  NOT_FOUND when there is none,
 * a refusal when it is no good XML. */
MUST_CHECK Status xml_read(Zip *zip, Text name, XmlRead *read, const XmlEvents *events, void *arg);
void xml_stop(XmlRead *read);

/* An attribute by its name without prefix; absent when there is none. */
Text xml_attribute(const char **attributes, const char *name);
