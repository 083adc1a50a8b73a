#include "outbox/transfer.h"

#include <curl/curl.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "outbox/gateway.h"

enum { HANDLES_MAX = GATEWAY_AT_ONCE, POLL_MS = 100 };

/* One transfer that is under way. */
typedef struct Slot {
    CURL *easy;
    Transfer *transfer; /* NULL: free */
    struct curl_slist *headers;
    struct curl_slist *to;
    size_t read;     /* of the mail */
    size_t answered; /* bytes of the answer, which nobody reads */
} Slot;

/* The keeper's, from its first message on; connections outlive a batch. */
static CURLM *multi;
static Slot slots[HANDLES_MAX];

static size_t
read_mail(char *out, size_t size, size_t count, void *arg)
{
    Slot *slot = arg;
    Text body = slot->transfer->body;
    size_t len = body.len - slot->read;

    if (len > size * count)
        len = size * count;
    if (len != 0)
        memcpy(out, body.at + slot->read, len);
    slot->read += len;
    return len;
}

/* An answer without end is an error. */
static size_t
swallow(char *bytes, size_t size, size_t count, void *arg)
{
    Slot *slot = arg;
    (void)bytes;

    slot->answered += size * count;
    return slot->answered > GATEWAY_ANSWER_BYTES_MAX ? 0 : size * count;
}

static bool
prepare_library(void)
{
    if (multi != NULL)
        return true;
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK || (multi = curl_multi_init()) == NULL) {
        log_error("outbox.curl", LOG_C("why", "libcurl does not start"));
        return false;
    }
    (void)curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, (long)HANDLES_MAX);
    return true;
}

static bool
is_local(const char *url)
{
    const char *at = strchr(url, '@');
    const char *host = at != NULL ? at + 1 : strstr(url, "://") + 3;

    return strncmp(host, "127.", 4) == 0 || strncmp(host, "[::1]", 5) == 0 ||
           strncmp(host, "localhost", 9) == 0;
}

/* A password is never sent in the clear; a mail server on this machine needs no certificate. */
static long
tls_for(const char *url)
{
    if (strncmp(url, "smtps:", 6) == 0 || strchr(url, '@') != NULL)
        return CURLUSESSL_ALL;
    return is_local(url) ? CURLUSESSL_NONE : CURLUSESSL_TRY;
}

static bool
set_mail(Slot *slot)
{
    const Transfer *transfer = slot->transfer;
    CURL *easy = slot->easy;
    int failed = 0;

    slot->to = curl_slist_append(NULL, transfer->to);
    failed |= slot->to == NULL;
    failed |= curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps") != CURLE_OK;
    failed |= curl_easy_setopt(easy, CURLOPT_USE_SSL, tls_for(transfer->url)) != CURLE_OK;
    failed |= curl_easy_setopt(easy, CURLOPT_MAIL_FROM, transfer->from) != CURLE_OK;
    failed |= curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, slot->to) != CURLE_OK;
    failed |= curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L) != CURLE_OK;
    failed |= curl_easy_setopt(easy, CURLOPT_READFUNCTION, read_mail) != CURLE_OK;
    failed |= curl_easy_setopt(easy, CURLOPT_READDATA, slot) != CURLE_OK;
    return failed == 0;
}

static bool
set_post(Slot *slot)
{
    const Transfer *transfer = slot->transfer;
    CURL *easy = slot->easy;
    int failed = 0;

    for (const char *const *header = transfer->headers; *header != NULL; header++) {
        struct curl_slist *longer = curl_slist_append(slot->headers, *header);

        if (longer == NULL)
            return false;
        slot->headers = longer;
    }
    failed |= curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https") != CURLE_OK;
    failed |= curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1) != CURLE_OK;
    failed |= curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)transfer->body.len) !=
              CURLE_OK;
    failed |= curl_easy_setopt(easy, CURLOPT_POSTFIELDS, transfer->body.at) != CURLE_OK;
    failed |= curl_easy_setopt(easy, CURLOPT_HTTPHEADER, slot->headers) != CURLE_OK;
    return failed == 0;
}

static bool
set_common(Slot *slot)
{
    CURL *easy = slot->easy;
    int failed = 0;

    curl_easy_reset(easy);
    failed |= curl_easy_setopt(easy, CURLOPT_URL, slot->transfer->url) != CURLE_OK;
    failed |= curl_easy_setopt(easy, CURLOPT_PRIVATE, slot) != CURLE_OK;
    failed |= curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L) != CURLE_OK;
    failed |= curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L) != CURLE_OK;
    failed |= curl_easy_setopt(easy, CURLOPT_PROXY, "") != CURLE_OK;
    failed |= curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L) != CURLE_OK;
    failed |= curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L) != CURLE_OK;
    failed |=
        curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)GATEWAY_CONNECT_MS) != CURLE_OK;
    failed |= curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)GATEWAY_TOTAL_MS) != CURLE_OK;
    failed |= curl_easy_setopt(easy, CURLOPT_USERAGENT, "mingbai") != CURLE_OK;
    failed |= curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, swallow) != CURLE_OK;
    failed |= curl_easy_setopt(easy, CURLOPT_WRITEDATA, slot) != CURLE_OK;
    return failed == 0;
}

static void
clear(Slot *slot)
{
    curl_slist_free_all(slot->headers);
    curl_slist_free_all(slot->to);
    *slot = (Slot){.easy = slot->easy};
}

/* False when the library has no memory. */
static bool
begin(Slot *slot, Transfer *transfer)
{
    if (slot->easy == NULL && (slot->easy = curl_easy_init()) == NULL)
        return false;
    slot->transfer = transfer;
    if (set_common(slot) && (transfer->mail ? set_mail(slot) : set_post(slot)) &&
        curl_multi_add_handle(multi, slot->easy) == CURLM_OK)
        return true;
    clear(slot);
    return false;
}

static void
end(CURL *easy, CURLcode result)
{
    Slot *slot;
    Transfer *transfer;
    long status = 0;
    curl_off_t retry_after = 0;

    (void)curl_easy_getinfo(easy, CURLINFO_PRIVATE, (char **)&slot);
    transfer = slot->transfer;
    (void)curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    if (!transfer->mail)
        (void)curl_easy_getinfo(easy, CURLINFO_RETRY_AFTER, &retry_after);
    transfer->tried = true;
    /* Who said hello and then nothing more has not answered. */
    transfer->status = result == CURLE_OPERATION_TIMEDOUT ? 0 : (int)status;
    transfer->complete = result == CURLE_OK;
    transfer->error = result == CURLE_OK ? NULL : curl_easy_strerror(result);
    transfer->retry_after_seconds = (int64_t)retry_after;
    (void)curl_multi_remove_handle(multi, easy);
    clear(slot);
}

void
transfer_run(Transfer *transfers, size_t count, int at_once, int64_t start_ms)
{
    int64_t last_ms = clock_monotonic_ms() + start_ms;
    size_t next = 0;
    int running = 0;

    if (!prepare_library())
        return;
    if (at_once > HANDLES_MAX)
        at_once = HANDLES_MAX;
    do {
        CURLMsg *message;
        int left;

        for (int i = 0; i < at_once && next < count && clock_monotonic_ms() <= last_ms; i++)
            if (slots[i].transfer == NULL && begin(&slots[i], &transfers[next]))
                next++;
        if (curl_multi_perform(multi, &running) != CURLM_OK)
            break;
        while ((message = curl_multi_info_read(multi, &left)) != NULL)
            if (message->msg == CURLMSG_DONE)
                end(message->easy_handle, message->data.result);
        if (running != 0 && curl_multi_poll(multi, NULL, 0, POLL_MS, NULL) != CURLM_OK)
            break;
    } while (running != 0 || (next < count && clock_monotonic_ms() <= last_ms));
    for (int i = 0; i < HANDLES_MAX; i++) {
        if (slots[i].transfer == NULL)
            continue;
        (void)curl_multi_remove_handle(multi, slots[i].easy);
        clear(&slots[i]);
    }
}
