/*
 * harness -- what every NAME.test.mjs needs: a server of its own with a copy of the demonstration,
 * Chromium, pages in all modes, checks, results as TAP.
 *
 *     import { start, test } from "./harness.mjs";
 *     const site = await start();
 *     test("a visitor finds the village", async (t) => {
 *         const page = await site.page({ size: "phone", elder: true });
 *         await page.goto("/");
 *         t.check(await page.title(), "the page has a title");
 *     });
 *     await site.run();
 *
 * A failed check is told and the test goes on; what throws ends the test.  run.mjs runs all files and
 * makes the demonstration's database once.
 */
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const BINARY = path.resolve(process.env.MINGBAI_BINARY || path.join(ROOT, "out-check/mingbai"));
export const SHOTS_WANTED = Boolean(process.env.MINGBAI_SHOTS);
export const SHOTS = process.env.MINGBAI_SHOTS || path.join(ROOT, "out-check/shots");
export const SIZES = {
    phone: { width: 390, height: 844 },
    small: { width: 320, height: 700 },
    desktop: { width: 1440, height: 900 },
};
export const PASSWORD = "mingbai-demo";
/* Debian's Chromium without windows, where it is: the same engine in half the time. */
const CHROMIUM = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].find((file) => fs.existsSync(file));
export const CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
];
const START_MS = 60000;
const AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
export const COLOURS = ["color-contrast", "link-in-text-block"]; /* the rules of axe that other colours can break */
const axe_source = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/* ---- the demonstration, made once; run.mjs hands its folder on ---- */

export function make_demo(folder) {
    fs.mkdirSync(folder, { recursive: true });
    const flags = ["--db", "sqlite:" + path.join(folder, "mingbai.db"), "--state-dir", folder];
    for (const command of ["migrate", "demo"]) {
        const done = spawnSync(BINARY, [command, ...flags], { encoding: "utf8", cwd: ROOT });
        if (done.status !== 0)
            throw new Error(`mingbai ${command}: exit ${done.status} ${done.error || ""}\n${done.stderr}`);
    }
}

export function free_port() {
    return new Promise((resolve, reject) => {
        const server = net.createServer();
        server.on("error", reject);
        server.listen(0, "127.0.0.1", () => {
            const { port } = server.address();
            server.close(() => resolve(port));
        });
    });
}

async function answers(url, server) {
    const until = Date.now() + START_MS;
    while (Date.now() < until && server.exitCode === null) {
        try {
            if ((await fetch(url + "/healthz")).ok) return;
        } catch (error) {
            /* not yet */
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error("the server does not answer: exit " + server.exitCode);
}

/* ---- results ---- */

const tests = [];

export function test(name, run) {
    tests.push({ name, run });
}

class Checks {
    constructor() {
        this.failures = [];
    }

    check(truth, what) {
        if (!truth) this.failures.push(String(what));
        return truth;
    }

    same(got, wanted, what) {
        return this.check(got === wanted, `${what}: got ${JSON.stringify(got)}, wanted ${JSON.stringify(wanted)}`);
    }

    includes(text, part, what) {
        return this.check(String(text).includes(part), `${what || "text"}: no “${part}” in “${String(text).slice(0, 200)}”`);
    }

    lacks(text, part, what) {
        const at = String(text).indexOf(part);
        return this.check(at < 0, `${what || "text"}: holds “${part}”: “${String(text).slice(Math.max(0, at - 60), at + 60)}”`);
    }
}

/* ---- a site: server and browser ---- */

export class Site {
    constructor(url, server, folder, browser) {
        Object.assign(this, { url, server, folder, browser });
        this.kept = new Set(); /* contexts that outlive a test */
        this.passwords = {}; /* of accounts that do not have the demonstration's */
    }

    /* The same page for every test that asks for this mode: quick, for pages that are only looked at. */
    async shared_page(mode) {
        this.shared = this.shared || new Map();
        const key = JSON.stringify(mode);
        if (!this.shared.has(key)) {
            const page = await this.page(mode);
            this.kept.add(page.context());
            this.shared.set(key, page);
        }
        const page = this.shared.get(key);
        page.complaints.length = 0;
        return page;
    }

    /* A fresh visitor. size: phone, small, desktop; elder, dark; lang: zh-Hans, zh-Hant, en; script: false turns it
     * off; account: signs in.  page.complaints gathers what the browser's console says. */
    async page(mode = {}) {
        const context = await this.browser.newContext({
            baseURL: this.url,
            viewport: SIZES[mode.size || "phone"],
            colorScheme: mode.dark ? "dark" : "light",
            javaScriptEnabled: mode.script !== false,
            locale: mode.lang === "en" ? "en-GB" : mode.lang === "zh-Hant" ? "zh-TW" : "zh-CN",
            acceptDownloads: true,
        });
        const cookies = [];
        if (mode.elder) cookies.push({ name: "mode", value: "elder", url: this.url });
        if (mode.lang) cookies.push({ name: "lang", value: mode.lang, url: this.url });
        if (cookies.length) await context.addCookies(cookies);
        const page = await context.newPage();
        page.setDefaultTimeout(20000);
        page.complaints = [];
        page.on("console", (message) => {
            if (message.type() === "error") page.complaints.push(message.text());
        });
        page.on("pageerror", (error) => page.complaints.push(String(error)));
        if (mode.account) await this.sign_in(page, mode.account);
        return page;
    }

    async sign_in(page, account, password = this.passwords[account] || PASSWORD) {
        await page.goto("/sign-in");
        await page.fill("#login", account);
        await page.fill("#password", password);
        await Promise.all([page.waitForURL(/\/(desk|my)/), page.click("form[action='/sign-in'] button[type=submit]")]);
    }

    /* The district makes an account; who gets it chooses a password of its own. Gives a phone's page signed in with it. */
    async new_account(login, name, role, region) {
        const district = await this.page({ size: "desktop", account: "district" });
        await district.goto("/desk/accounts/new");
        await district.fill("#login", login);
        await district.fill("#name", name);
        await district.selectOption("#role", role);
        await district.fill("main form input[name=region], main form #region", region);
        await district.locator("main form button[type=submit]").click();
        const first = await district.locator("code.token").innerText();
        const page = await this.page({ size: "phone" });
        await this.sign_in(page, login, first);
        this.passwords[login] = "a-long-password";
        await page.fill("#old_password", first);
        await page.fill("#new_password", this.passwords[login]);
        await Promise.all([page.waitForNavigation(), page.locator("form[action$=password] button[type=submit]").click()]);
        return page;
    }

    /* The API as somebody's other program uses it; account undefined: a visitor. Gives {status, body}. */
    async api(account, method, address, body) {
        const headers = { "Content-Type": "application/json" };
        this.tokens = this.tokens || new Map();
        if (account && !this.tokens.has(account)) {
            const answer = await fetch(this.url + "/api/v1/sessions", {
                method: "POST", headers, body: JSON.stringify({ user: account, password: PASSWORD }),
            });
            this.tokens.set(account, (await answer.json()).token);
        }
        if (account) headers.Authorization = "Bearer " + this.tokens.get(account);
        const answer = await fetch(this.url + "/api/v1" + address, { method, headers, body: body && JSON.stringify(body) });
        return { status: answer.status, body: await answer.json() };
    }

    async run() {
        let failed = 0;
        for (const [index, one] of tests.entries()) {
            const checks = new Checks();
            try {
                await one.run(checks);
            } catch (error) {
                checks.failures.push((error && error.stack) || String(error));
            }
            for (const context of this.browser.contexts()) if (!this.kept.has(context)) await context.close();
            const fine = checks.failures.length === 0;
            failed += fine ? 0 : 1;
            console.log(`${fine ? "ok" : "not ok"} ${index + 1} - ${one.name}`);
            for (const failure of checks.failures) console.log("# " + failure.replace(/\n/g, "\n#   "));
        }
        console.log(`1..${tests.length}`);
        await this.stop();
        process.exit(failed ? 1 : 0);
    }

    async stop() {
        await this.browser.close();
        this.server.kill("SIGTERM");
        const exit = await Promise.race([
            new Promise((resolve) => this.server.on("exit", resolve)),
            new Promise((resolve) => setTimeout(() => resolve("none"), 20000)),
        ]);
        if (exit === "none") this.server.kill("SIGKILL");
        fs.rmSync(this.folder, { recursive: true, force: true });
        if (exit !== 0) console.log(`# the server ended with ${exit}`);
    }
}

export async function start() {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "mingbai-browser-"));
    if (process.env.MINGBAI_BROWSER_DEMO) fs.cpSync(process.env.MINGBAI_BROWSER_DEMO, folder, { recursive: true });
    else make_demo(folder);
    const port = await free_port();
    fs.mkdirSync(path.dirname(SHOTS), { recursive: true });
    const log = fs.openSync(path.join(path.dirname(SHOTS), `browser-${path.basename(process.argv[1], ".test.mjs")}.log`), "w");
    const server = spawn(BINARY, [
        "serve", "--db", "sqlite:" + path.join(folder, "mingbai.db"), "--state-dir", folder,
        "--listen", "127.0.0.1:" + port, "--workers", "2",
    ], { stdio: ["ignore", log, log], cwd: ROOT });
    const end = () => { if (server.exitCode === null) server.kill("SIGKILL"); };
    process.on("exit", end);
    process.on("SIGTERM", () => process.exit(1)); /* told to stop: the server, too */
    const url = "http://127.0.0.1:" + port;
    await answers(url, server);
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS });
    return new Site(url, server, folder, browser);
}

/* ---- checks of a page as it stands ---- */

/* What axe finds by some of its rules, or by all of them; one line each. */
export async function axe(page, rules = "all") {
    if (!(await page.evaluate(() => Boolean(window.axe)))) await page.evaluate(axe_source);
    const found = await page.evaluate((only) => window.axe.run(document, { runOnly: only, resultTypes: ["violations"] }),
        rules === "all" ? AXE_RULES : rules);
    return found.violations.map((one) => `axe ${one.id}: ` + one.nodes.slice(0, 5)
        .map((node) => `${node.html.slice(0, 140)} (${(node.any[0] || node.all[0] || node.none[0] || {}).message || ""})`).join(" | "));
}

/* Elements that stick out of the window at the right. */
export function overflow(page) {
    return page.evaluate(() => {
        const width = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= width) return [];
        const scrolls = (element) => {
            for (let at = element.parentElement; at && at !== document.body; at = at.parentElement)
                if (/auto|scroll|hidden/.test(getComputedStyle(at).overflowX)) return true;
            return false;
        };
        return Array.from(document.querySelectorAll("body *"))
            .filter((element) => element.getBoundingClientRect().right > width + 1 && !scrolls(element)).slice(0, 8)
            .map((element) => `sticks out: <${element.localName} class="${element.getAttribute("class")}"> to ${Math.round(element.getBoundingClientRect().right)} of ${width}`);
    });
}

/* Targets smaller than a thumb: 44 px, 60 in elder mode. Links within a sentence are text; the map has its list. */
export function small_targets(page) {
    return page.evaluate(() => {
        const least = document.documentElement.getAttribute("data-mode") === "elder" ? 60 : 44;
        return Array.from(document.querySelectorAll("a[href], button, input, select, textarea, summary, label.pick"))
            .filter((element) => {
                if (element.matches("input[type=hidden], .skip") || element.closest("svg, label.pick input, .vh, .prose")) return false;
                if (element.matches("label.pick input")) return false;
                if (getComputedStyle(element).display === "inline") return false;
                const box = element.getBoundingClientRect();
                return box.width > 0 && box.height > 0 && (box.width < least - 0.6 || box.height < least - 0.6);
            }).slice(0, 8)
            .map((element) => {
                const box = element.getBoundingClientRect();
                return `smaller than ${least} px: <${element.localName} class="${element.getAttribute("class")}">${element.textContent.trim().slice(0, 20)} ${Math.round(box.width)}×${Math.round(box.height)}`;
            });
    });
}

/* Text smaller than anybody should have to read: 12 px; 18 px in elder mode. */
export function small_text(page) {
    return page.evaluate(() => {
        const least = document.documentElement.getAttribute("data-mode") === "elder" ? 17.9 : 11.9;
        const found = new Set();
        const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) {
            const element = walk.currentNode.parentElement;
            if (!walk.currentNode.textContent.trim() || element.closest("svg, script, [hidden]")) continue;
            if (!element.getClientRects().length) continue;
            const size = parseFloat(getComputedStyle(element).fontSize);
            if (size < least) found.add(`text of ${size.toFixed(1)} px: ${walk.currentNode.textContent.trim().slice(0, 20)}`);
        }
        return Array.from(found).slice(0, 6);
    });
}

export async function shot(page, name) {
    fs.mkdirSync(SHOTS, { recursive: true });
    /* The bar at the bottom of a phone would lie across the middle of a long picture. */
    const bars = (display) => page.evaluate((to) => {
        for (const bar of document.querySelectorAll(".tabbar")) if (getComputedStyle(bar).position === "fixed") bar.style.display = to;
    }, display);
    await bars("none");
    await page.screenshot({ path: path.join(SHOTS, name + ".png"), fullPage: true });
    await bars("");
}

/* What a page says; a page that is still coming says nothing yet. */
export const words = async (page) => {
    await page.waitForLoadState("load");
    return page.locator("main").innerText();
};
