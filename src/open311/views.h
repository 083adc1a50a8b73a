/*
 * views -- what GeoReport's documents say; JSON and XML are written from the same.
 */
#pragma once

#include "base/opt.h"
#include "web/web.h"

typedef struct GeoDiscovery {
    Text changeset, contact, key_service, specification, url;
} GeoDiscovery;

typedef struct GeoService {
    Text code, name, description, keywords, group;
} GeoService;

typedef struct GeoServices {
    GeoService *at;
    size_t len;
} GeoServices;

typedef struct GeoServicesView {
    GeoServices services;
} GeoServicesView;

typedef struct GeoChoice {
    Text key, name;
} GeoChoice;

typedef struct GeoAttribute {
    Text code, datatype, hint, description;
    int64_t order;
    struct {
        GeoChoice *at;
        size_t len;
    } values;
} GeoAttribute;

typedef struct GeoDefinition {
    Text service_code;
    struct {
        GeoAttribute *at;
        size_t len;
    } attributes;
} GeoDefinition;

typedef struct GeoRequest {
    Text id, status, status_notes;
    Text service_name, service_code;
    Text description;
    Text agency;
    Text requested, updated, expected;
    Text address, address_id;
    OptInt latitude_e6, longitude_e6;
    Text latitude, longitude; /* the same for XML */
    Text media_url;
} GeoRequest;

typedef struct GeoRequests {
    GeoRequest *at;
    size_t len;
} GeoRequests;

typedef struct GeoRequestsView {
    GeoRequests requests;
} GeoRequestsView;

typedef struct GeoUpdate {
    int64_t id;
    Text request, status, at, description;
} GeoUpdate;

typedef struct GeoUpdates {
    GeoUpdate *at;
    size_t len;
} GeoUpdates;

typedef struct GeoUpdatesView {
    GeoUpdates updates;
} GeoUpdatesView;

/* The answer to a report, and to a token. */
typedef struct GeoReceipt {
    Text id;
    Text token;  /* of a question about a token; absent otherwise */
    Text notice; /* of a report */
} GeoReceipt;

typedef struct GeoError {
    int64_t code;
    Text description;
} GeoError;

typedef struct GeoErrorsView {
    struct {
        GeoError *at;
        size_t len;
    } errors;
} GeoErrorsView;
