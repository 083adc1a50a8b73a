#include "base/crypto.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"

enum {
    PASSWORD_PASSES = 3,
    PASSWORD_MEMORY_BYTES = 24 * 1024 * 1024,
    FILE_CHUNK_BYTES = 64 * 1024,
};

static_assert((int)SECRET_KEY_BYTES == (int)crypto_secretbox_KEYBYTES, "a key fits its box");

/* A machine on which these fail is broken; going on would mean secrets that are none. */
static void
require(bool worked, const char *what)
{
    if (worked)
        return;
    log_error("crypto.fault", LOG_C("call", what));
    abort();
}

static void
ready(void)
{
    require(sodium_init() >= 0, "sodium_init");
}

void
crypto_random(void *bytes_out, size_t len)
{
    ready();
    randombytes_buf(bytes_out, len);
}

Text
random_token(Arena *arena, size_t bytes)
{
    char *at = arena_alloc(arena, bytes);

    crypto_random(at, bytes);
    return base64url_encode(arena, (Text){at, bytes});
}

uint32_t
random_below(uint32_t below)
{
    ready();
    return randombytes_uniform(below);
}

/* Looked up once: OpenSSL would search its providers at every digest. */
static const EVP_MD *
sha256_method(void)
{
    static const EVP_MD *method;

    if (method == NULL)
        method = EVP_MD_fetch(NULL, "SHA256", NULL);
    require(method != NULL, "EVP_MD_fetch");
    return method;
}

void
sha256(Text bytes, unsigned char digest_out[SHA256_BYTES])
{
    require(EVP_Digest(bytes.at == NULL ? "" : bytes.at, bytes.len, digest_out, NULL,
                       sha256_method(), NULL) == 1,
            "EVP_Digest");
}

static Text
digest_hex(Arena *arena, const unsigned char *digest)
{
    return hex_encode(arena, (Text){(const char *)digest, SHA256_BYTES});
}

Text
sha256_hex(Arena *arena, Text bytes)
{
    unsigned char digest[SHA256_BYTES];

    sha256(bytes, digest);
    return digest_hex(arena, digest);
}

static ssize_t
hash_all(int fd, EVP_MD_CTX *hash)
{
    static unsigned char chunk[FILE_CHUNK_BYTES];
    ssize_t got;

    while ((got = read(fd, chunk, sizeof chunk)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            break;
        require(EVP_DigestUpdate(hash, chunk, (size_t)got) == 1, "EVP_DigestUpdate");
    }
    return got;
}

Status
sha256_file_hex(Arena *arena, const char *path, Text *hex_out)
{
    unsigned char digest[SHA256_BYTES];
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    EVP_MD_CTX *hash;
    ssize_t end;

    if (fd < 0 && errno == ENOENT)
        return NOT_FOUND;
    if (fd < 0) {
        log_error("crypto.file", LOG_C("path", path), LOG_C("error", strerror(errno)));
        return FAULT;
    }
    hash = EVP_MD_CTX_new();
    require(hash != NULL && EVP_DigestInit_ex(hash, sha256_method(), NULL) == 1, "EVP_DigestInit");
    end = hash_all(fd, hash);
    if (end < 0)
        log_error("crypto.file", LOG_C("path", path), LOG_C("error", strerror(errno)));
    require(EVP_DigestFinal_ex(hash, digest, NULL) == 1, "EVP_DigestFinal");
    EVP_MD_CTX_free(hash);
    close(fd);
    if (end < 0)
        return FAULT;
    *hex_out = digest_hex(arena, digest);
    return OK;
}

void
hmac_sha256(Text key, Text message, unsigned char digest_out[SHA256_BYTES])
{
    require(HMAC(sha256_method(), key.at == NULL ? "" : key.at, (int)key.len,
                 (const unsigned char *)(message.at == NULL ? "" : message.at), message.len,
                 digest_out, NULL) != NULL,
            "HMAC");
}

Text
hmac_sha256_token(Arena *arena, Text key, Text message)
{
    unsigned char digest[SHA256_BYTES];

    hmac_sha256(key, message, digest);
    return base64url_encode(arena, (Text){(const char *)digest, sizeof digest});
}

bool
secret_eq(Text a, Text b)
{
    return a.len == b.len && (a.len == 0 || sodium_memcmp(a.at, b.at, a.len) == 0);
}

Text
hex_encode(Arena *arena, Text bytes)
{
    char *at = arena_alloc(arena, bytes.len * 2 + 1);

    sodium_bin2hex(at, bytes.len * 2 + 1, (const unsigned char *)bytes.at, bytes.len);
    return (Text){at, bytes.len * 2};
}

Text
base64url_encode(Arena *arena, Text bytes)
{
    size_t room = sodium_base64_ENCODED_LEN(bytes.len, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *at = arena_alloc(arena, room);

    sodium_bin2base64(at, room, (const unsigned char *)bytes.at, bytes.len,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return (Text){at, room - 1};
}

bool
base64url_decode(Arena *arena, Text text, Text *bytes_out)
{
    unsigned char *at = arena_alloc(arena, text.len + 1);
    size_t len;
    const char *end;

    if (sodium_base642bin(at, text.len, text.at == NULL ? "" : text.at, text.len, NULL, &len, &end,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
        (text.len != 0 && end != text.at + text.len))
        return false;
    *bytes_out = (Text){(const char *)at, len};
    return true;
}

static Text
hash_with(Arena *arena, Text password, unsigned long long passes, size_t memory_bytes)
{
    char *hash = arena_alloc(arena, crypto_pwhash_STRBYTES);

    ready();
    require(crypto_pwhash_str_alg(hash, password.at == NULL ? "" : password.at, password.len,
                                  passes, memory_bytes, crypto_pwhash_ALG_ARGON2ID13) == 0,
            "crypto_pwhash_str");
    return text_c(hash);
}

Text
password_hash(Arena *arena, Text password)
{
    return hash_with(arena, password, PASSWORD_PASSES, PASSWORD_MEMORY_BYTES);
}

Text
password_hash_random(Arena *arena, Text password)
{
    return hash_with(arena, password, crypto_pwhash_argon2id_OPSLIMIT_MIN,
                     crypto_pwhash_argon2id_MEMLIMIT_MIN);
}

/* A hash of today's parameters that fits nothing: a salt and a digest that are all zero. */
static const char nobodys_hash[] = "$argon2id$v=19$m=24576,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
                                   "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/* libsodium wants the field of crypto_pwhash_STRBYTES, with a NUL in it. */
static bool
hash_field(Text hash, char field[crypto_pwhash_STRBYTES])
{
    if (hash.len >= crypto_pwhash_STRBYTES || memchr(hash.at, '\0', hash.len) != NULL)
        return false;
    memset(field, 0, crypto_pwhash_STRBYTES);
    memcpy(field, hash.at, hash.len);
    return true;
}

static bool
verify(const char field[crypto_pwhash_STRBYTES], Text password)
{
    return crypto_pwhash_str_verify(field, password.at == NULL ? "" : password.at, password.len) ==
           0;
}

bool
password_check(Text hash, Text password)
{
    char field[crypto_pwhash_STRBYTES];
    bool nobody = hash.len == 0;
    bool fits;

    ready();
    if (password.len > PASSWORD_BYTES_MAX ||
        !hash_field(nobody ? text_c(nobodys_hash) : hash, field))
        return false;
    fits = verify(field, password) && !nobody;
    /* A refusal takes the same time, however the password was hashed. */
    if (!fits && password_is_stale(hash) && !nobody && hash_field(text_c(nobodys_hash), field))
        (void)!verify(field, password);
    return fits;
}

bool
password_is_stale(Text hash)
{
    char field[crypto_pwhash_STRBYTES];

    ready();
    return hash.len == 0 || !hash_field(hash, field) ||
           crypto_pwhash_str_needs_rehash(field, PASSWORD_PASSES, PASSWORD_MEMORY_BYTES) != 0;
}

Status
secret_key_load(Arena *arena, const char *path, SecretKey *key_out)
{
    Text bytes = {0};
    Status status = file_read(arena, path, SECRET_KEY_BYTES, &bytes);

    if (status == NOT_FOUND) {
        crypto_random(key_out->bytes, sizeof key_out->bytes);
        return file_write(path, (Text){(const char *)key_out->bytes, sizeof key_out->bytes}, 0600);
    }
    if (status != OK || bytes.len != SECRET_KEY_BYTES) {
        log_error("crypto.key", LOG_C("path", path), LOG_C("error", "not a key of 32 bytes"));
        return FAULT;
    }
    memcpy(key_out->bytes, bytes.at, sizeof key_out->bytes);
    return OK;
}

SecretKey
secret_key_for(const SecretKey *master, const char *purpose)
{
    SecretKey key;

    hmac_sha256((Text){(const char *)master->bytes, sizeof master->bytes}, text_c(purpose),
                key.bytes);
    return key;
}

Text
secret_seal(Arena *arena, const SecretKey *key, Text plain)
{
    size_t len = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + plain.len;
    unsigned char *at = arena_alloc(arena, len);

    assert(plain.len <= SEALED_BYTES_MAX);
    crypto_random(at, crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(at + crypto_secretbox_NONCEBYTES,
                          (const unsigned char *)(plain.at == NULL ? "" : plain.at), plain.len, at,
                          key->bytes);
    return (Text){(const char *)at, len};
}

bool
secret_open(Arena *arena, const SecretKey *key, Text sealed, Text *plain_out)
{
    const size_t around = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
    const unsigned char *at = (const unsigned char *)sealed.at;
    unsigned char *plain;

    ready();
    if (sealed.len < around || sealed.len > around + SEALED_BYTES_MAX)
        return false;
    plain = arena_alloc(arena, sealed.len - around + 1);
    if (crypto_secretbox_open_easy(plain, at + crypto_secretbox_NONCEBYTES,
                                   sealed.len - crypto_secretbox_NONCEBYTES, at, key->bytes) != 0)
        return false;
    *plain_out = (Text){(const char *)plain, sealed.len - around};
    return true;
}
