/*
 * views -- what the pages about notices and channels show.
 */
#pragma once

#include "web/web.h"

typedef struct NoticeRow {
    Text sentence, link;
    Text when; /* "2026-06-01 09:30" */
    bool unread;
} NoticeRow;

typedef struct NoticesView {
    Page page;
    struct {
        NoticeRow *at;
        size_t len;
    } rows;
    bool any_unread;
    Text next_link;
    bool later; /* not the first page */
} NoticesView;

typedef struct ChannelCard {
    const char *channel; /* "mail" */
    Text title;          /* 邮件 */
    Text address;
    bool verified;
    bool can_verify; /* a code is under way */
    bool own, followed;
} ChannelCard;

typedef struct NotifyView {
    Page page;
    struct {
        ChannelCard *at;
        size_t len;
    } cards;
    bool wants_mail, wants_phone; /* none is given yet */
    Text mail, phone;             /* as typed */
    Text mail_error, phone_error, code_error;
    Text quiet; /* "晚上 22 点到早上 7 点不发"; empty: at all hours */
} NotifyView;

/* ---- the operator's page ---- */

typedef struct MessageRow {
    Text id;
    Text channel, to, error, created;
    int64_t attempts;
    Text due; /* of one that waits */
} MessageRow;

typedef struct MessageChannel {
    Text name;
    bool has_gateway, is_full;
    int64_t sent, failed;
} MessageChannel;

typedef struct MessageTab {
    Text name, link;
    int64_t count;
    bool current;
} MessageTab;

typedef struct MessagesView {
    Page page;
    struct {
        MessageChannel *at;
        size_t len;
    } channels;
    struct {
        MessageTab *at;
        size_t len;
    } tabs;
    struct {
        MessageRow *at;
        size_t len;
    } rows;
    bool failed; /* the rows may be sent again */
    bool waiting;
    Text next_link;
} MessagesView;
