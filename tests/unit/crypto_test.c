#include "harness.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/crypto.h"
#include "base/file.h"
#include "base/log.h"

static char *
scratch_dir(Arena *arena)
{
    char *path = text_cstr(arena, T("/tmp/mingbai-crypto-XXXXXX"));

    return mkdtemp(path);
}

TEST(hashes_are_those_of_the_standards)
{
    unsigned char digest[SHA256_BYTES];

    /* FIPS 180-4 examples; RFC 4231 test case 2. */
    CHECK_TEXT(sha256_hex(arena, T("abc")),
               "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK_TEXT(sha256_hex(arena, (Text){0}),
               "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    hmac_sha256(T("Jefe"), T("what do ya want for nothing?"), digest);
    CHECK_TEXT(hex_encode(arena, (Text){(char *)digest, sizeof digest}),
               "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    CHECK_INT(hmac_sha256_token(arena, T(""), (Text){0}).len, 43);
}

TEST(a_file_has_the_hash_of_its_bytes)
{
    char *dir = scratch_dir(arena);
    char *path = text_cstr(arena, text_printf(arena, "%s/big", dir));
    char *bytes = arena_alloc(arena, 200000);
    Text hex = {0};

    memset(bytes, 'x', 200000);
    REQUIRE(file_write(path, (Text){bytes, 200000}, 0600) == OK);
    CHECK_STATUS(sha256_file_hex(arena, path, &hex), OK);
    CHECK(text_eq(hex, sha256_hex(arena, (Text){bytes, 200000})));
    unlink(path);
    CHECK_STATUS(sha256_file_hex(arena, path, &hex), NOT_FOUND);
    rmdir(dir);
}

TEST(base64url_goes_both_ways_and_is_strict)
{
    static const char *const refused[] = {"a", "Zg==", "Zm9v\n", "Zm+v", "Zm/v", "Zh", "中文"};
    Text back = {0};

    CHECK_TEXT(base64url_encode(arena, T("\xfb\xff\xfe")), "-__-");
    CHECK_TEXT(base64url_encode(arena, T("f")), "Zg");
    CHECK(base64url_decode(arena, T("Zm9vYg"), &back) && text_eq(back, T("foob")));
    CHECK(base64url_decode(arena, T(""), &back) && back.len == 0);
    CHECK(base64url_decode(arena, (Text){0}, &back) && back.len == 0);
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        ROW(refused[i]);
        CHECK(!base64url_decode(arena, text_c(refused[i]), &back));
    }
}

TEST(tokens_are_random)
{
    Text a = random_token(arena, 16);
    Text b = random_token(arena, 16);
    unsigned seen = 0;

    CHECK_INT(a.len, 22);
    CHECK(!text_eq(a, b));
    for (int i = 0; i < 1000; i++) {
        uint32_t number = random_below(10);

        REQUIRE(number < 10);
        seen |= 1u << number;
    }
    CHECK_INT(seen, 0x3FF);
}

TEST(secrets_are_compared_whole)
{
    CHECK(secret_eq(T("abc"), T("abc")));
    CHECK(!secret_eq(T("abc"), T("abd")));
    CHECK(!secret_eq(T("abc"), T("ab")));
    CHECK(secret_eq(T(""), (Text){0}));
}

TEST(a_password_fits_its_own_hash_only)
{
    Text hash = password_hash(arena, T("正确的密码"));

    CHECK(text_starts(hash, T("$argon2id$v=19$m=24576,t=3,p=1$")));
    CHECK(password_check(hash, T("正确的密码")));
    CHECK(!password_check(hash, T("错误的密码")));
    CHECK(!password_check(hash, T("")));
    CHECK(!password_check((Text){0}, T("")));
    CHECK(!password_check(T(""), T("正确的密码")));
    CHECK(!password_check(T("plain text"), T("plain text")));
    CHECK(!password_check(text_slice(hash, 0, hash.len - 1), T("正确的密码")));
    CHECK(!password_check(
        hash, (Text){arena_alloc(arena, PASSWORD_BYTES_MAX + 1), PASSWORD_BYTES_MAX + 1}));
    CHECK(!password_is_stale(hash));
    CHECK(password_is_stale(T("$argon2id$v=19$m=4096,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
                              "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")));
    CHECK(password_is_stale(T("md5")));
    CHECK(password_is_stale((Text){0}));
}

TEST(no_account_takes_as_long_as_a_wrong_password)
{
    Text hash = password_hash(arena, T("x"));
    int64_t start = clock_monotonic_ms();
    int64_t wrong;
    int64_t nobody;

    CHECK(!password_check(hash, T("y")));
    wrong = clock_monotonic_ms() - start;
    start = clock_monotonic_ms();
    CHECK(!password_check((Text){0}, T("y")));
    nobody = clock_monotonic_ms() - start;
    CHECK(nobody * 4 >= wrong); /* the work is done; a busy machine makes more impossible to ask */
}

TEST(a_sealed_value_opens_with_its_key_only)
{
    SecretKey master = {{1}};
    SecretKey session = secret_key_for(&master, "session");
    SecretKey other = secret_key_for(&master, "csrf");
    Text sealed = secret_seal(arena, &session, T("价值"));
    Text again = secret_seal(arena, &session, T("价值"));
    Text plain = {0};

    CHECK(memcmp(session.bytes, other.bytes, SECRET_KEY_BYTES) != 0);
    CHECK(!text_eq(sealed, again));
    CHECK(secret_open(arena, &session, sealed, &plain));
    CHECK_TEXT(plain, "价值");
    CHECK(!secret_open(arena, &other, sealed, &plain));
    for (size_t i = 0; i < sealed.len; i++) {
        char *changed = text_cstr(arena, sealed);

        changed[i] = (char)(changed[i] ^ 1);
        REQUIRE(!secret_open(arena, &session, (Text){changed, sealed.len}, &plain));
        REQUIRE(!secret_open(arena, &session, text_slice(sealed, 0, i), &plain));
    }
    CHECK(secret_open(arena, &session, secret_seal(arena, &session, (Text){0}), &plain));
    CHECK_INT(plain.len, 0);
}

TEST(the_key_of_an_installation_is_made_once)
{
    char *dir = scratch_dir(arena);
    char *path = text_cstr(arena, text_printf(arena, "%s/secret.key", dir));
    SecretKey first = {0};
    SecretKey second = {0};
    struct stat is;

    CHECK_STATUS(secret_key_load(arena, path, &first), OK);
    CHECK_STATUS(secret_key_load(arena, path, &second), OK);
    CHECK(memcmp(first.bytes, second.bytes, SECRET_KEY_BYTES) == 0);
    CHECK(stat(path, &is) == 0 && (is.st_mode & 0777) == 0600);
    REQUIRE(file_write(path, T("short"), 0600) == OK);
    log_use_level(LOG_LEVEL_COUNT);
    CHECK_STATUS(secret_key_load(arena, path, &first), FAULT);
    log_use_level(LOG_LEVEL_INFO);
    unlink(path);
    rmdir(dir);
}
