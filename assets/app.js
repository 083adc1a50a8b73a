/* What makes pages handier where script runs; every page works without it. Hooks: docs/ui.md.
   Written for Chrome 61 and iOS 12 as it stands. */

const texts = document.getElementById("texts");
const text = (name) => (texts && texts.getAttribute("data-" + name)) || "";
const all = (selector, from) => Array.from((from || document).querySelectorAll(selector));
const make = (tag, attributes, content) => {
    const element = document.createElement(tag);
    Object.keys(attributes || {}).forEach((name) => element.setAttribute(name, attributes[name]));
    if (content) element.textContent = content;
    return element;
};
const before = (element, next) => next.parentNode.insertBefore(element, next);

/* ---- storage may be full, off or forbidden ---- */
const kept = {
    get(key) { try { return localStorage.getItem(key); } catch (error) { return null; } },
    set(key, value) { try { localStorage.setItem(key, value); } catch (error) { /* goes without */ } },
    drop(key) { try { localStorage.removeItem(key); } catch (error) { /* goes without */ } },
};

/* ---- drafts: what is typed survives a lost connection or a closed window ---- */
const DRAFT_DAYS = 14;
const SECRET = /password|csrf|token/i;

const typed = (form) => {
    const values = {};
    Array.from(form.elements).forEach((field) => {
        if (!field.name || SECRET.test(field.name) || /^(hidden|file|password|submit|button)$/.test(field.type)) return;
        const value = /^(checkbox|radio)$/.test(field.type) ? (field.checked ? field.value : null) : field.value;
        (values[field.name] = values[field.name] || []).push(value);
    });
    return values;
};

const retype = (form, values) => {
    const seen = {};
    Array.from(form.elements).forEach((field) => {
        if (!values[field.name] || /^(hidden|file|password|submit|button)$/.test(field.type)) return;
        const at = seen[field.name] = (seen[field.name] === undefined ? 0 : seen[field.name] + 1);
        const value = values[field.name][at];
        if (/^(checkbox|radio)$/.test(field.type)) field.checked = value === field.value;
        else if (value !== null && value !== undefined) field.value = value;
    });
};

const draft = (form) => {
    const key = "draft:" + form.getAttribute("data-draft");
    const start = JSON.stringify(typed(form));
    let found = null;
    let waiting = 0;
    try { found = JSON.parse(kept.get(key)); } catch (error) { found = null; }
    if (found && Date.now() - found.at < DRAFT_DAYS * 86400000 && JSON.stringify(found.values) !== start) {
        const line = make("div", {"class": "banner banner-warn", "role": "status"}, text("draft") + " ");
        const button = make("button", {"type": "button", "class": "btn btn-plain"}, text("discard"));
        button.addEventListener("click", () => {
            retype(form, JSON.parse(start));
            kept.drop(key);
            line.remove();
        });
        line.appendChild(button);
        before(line, form.firstChild);
        retype(form, found.values);
    }
    const keep = () => kept.set(key, JSON.stringify({at: Date.now(), values: typed(form)}));
    form.addEventListener("input", () => {
        clearTimeout(waiting);
        waiting = setTimeout(keep, 400);
    });
    form.addEventListener("submit", () => {
        clearTimeout(waiting);
        kept.drop(key);
    });
};

/* ---- leaving with something typed ---- */
const guard = (form) => {
    const start = JSON.stringify(typed(form));
    let sending = false;
    form.addEventListener("submit", () => { sending = true; });
    window.addEventListener("beforeunload", (event) => {
        if (sending || JSON.stringify(typed(form)) === start) return;
        event.preventDefault();
        event.returnValue = text("leave");
    });
};

/* ---- one press, one request ---- */
const once = (form) => {
    let pressed = [];
    const release = () => {
        pressed.forEach(({button, content}) => {
            button.removeAttribute("aria-disabled");
            button.textContent = "";
            content.forEach((node) => button.appendChild(node));
        });
        pressed = [];
    };
    form.addEventListener("submit", (event) => {
        if (pressed.length) event.preventDefault();
        if (event.defaultPrevented) return;
        pressed = all("button[type=submit], button:not([type])", form).map((button) => {
            const content = Array.from(button.childNodes);
            button.setAttribute("aria-disabled", "true");
            if (form.enctype === "multipart/form-data") button.textContent = text("busy");
            return {button, content};
        });
        setTimeout(() => { if (event.defaultPrevented) release(); }, 0); /* somebody else held it */
    });
    window.addEventListener("pageshow", release); /* back from the next page */
};

/* ---- rows that hold the words ---- */
const filter = (box) => {
    const target = document.getElementById(box.getAttribute("data-filter"));
    const input = box.querySelector("input");
    if (!target || !input) return;
    const rows = all("tbody tr, li", target);
    const none = make("p", {"class": "empty", "role": "status", "hidden": ""}, text("none"));
    target.parentNode.insertBefore(none, target.nextSibling);
    box.hidden = false;
    input.addEventListener("input", () => {
        const words = input.value.toLowerCase().split(/\s+/);
        let shown = 0;
        rows.forEach((row) => {
            const content = row.textContent.toLowerCase();
            row.hidden = !words.every((word) => content.indexOf(word) >= 0);
            shown += row.hidden ? 0 : 1;
        });
        none.hidden = shown > 0;
    });
};

/* ---- photos: 1600 px are enough to read a voucher, and a village's network is slow ---- */
const PHOTO_PX = 1600;
const PHOTO_SMALL_BYTES = 400 * 1024;

const load_image = (file) => new Promise((resolve, reject) => { /* data:, as the page's policy allows */
    const reader = new FileReader();
    const image = new Image();
    reader.onerror = reject;
    image.onerror = reject;
    image.onload = () => resolve(image);
    reader.onload = () => { image.src = reader.result; };
    reader.readAsDataURL(file);
});

const scaled = (image, limit) => {
    const scale = Math.min(1, limit / Math.max(image.width, image.height));
    const canvas = make("canvas");
    canvas.width = Math.max(1, Math.round(image.width * scale));
    canvas.height = Math.max(1, Math.round(image.height * scale));
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff"; /* behind what is transparent */
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas;
};

/* Gives {file, thumb}: the file to send, and a small picture of it as a data: URL ("" when it is none). */
const shrunk = (file) => {
    if (!/^image\/(jpeg|png|webp)$/.test(file.type)) return Promise.resolve({file, thumb: ""});
    return load_image(file).then((image) => new Promise((resolve) => {
        const thumb = scaled(image, 192).toDataURL("image/jpeg", 0.7);
        const small = Math.max(image.width, image.height) <= PHOTO_PX && file.size <= PHOTO_SMALL_BYTES;
        /* A browser that does not turn photos by their EXIF would send them lying: the server turns them. */
        if (small || !CSS.supports("image-orientation", "from-image")) {
            resolve({file, thumb});
            return;
        }
        scaled(image, PHOTO_PX).toBlob((blob) => {
            const name = file.name.replace(/\.[^.]*$/, "") + ".jpg";
            const smaller = blob && blob.size < file.size;
            resolve({file: smaller ? new File([blob], name, {type: "image/jpeg"}) : file, thumb});
        }, "image/jpeg", 0.85);
    })).catch(() => ({file, thumb: ""}));
};

const put_files = (input, files) => {
    try {
        const carrier = new DataTransfer();
        files.forEach((file) => carrier.items.add(file));
        input.files = carrier.files;
        return true;
    } catch (error) {
        return false; /* an old browser: the files go as they are */
    }
};

const preview = (input, shown) => {
    const next = input.nextElementSibling;
    if (next && next.classList.contains("previews")) next.remove();
    if (!shown.length) return;
    const strip = make("div", {"class": "previews"});
    shown.forEach(({file, thumb}) => {
        const figure = make("figure");
        if (thumb) figure.appendChild(make("img", {"alt": "", "src": thumb}));
        figure.appendChild(make("figcaption", {}, file.name + " · " + Math.max(1, Math.round(file.size / 1024)) + " KB"));
        strip.appendChild(figure);
    });
    input.parentNode.insertBefore(strip, input.nextSibling);
};

const shrink = (input) => {
    const hold = (event) => event.preventDefault();
    input.addEventListener("change", () => {
        const form = input.form;
        if (form) form.addEventListener("submit", hold);
        Promise.all(Array.from(input.files).map(shrunk)).then((shown) => {
            put_files(input, shown.map((one) => one.file));
            preview(input, shown);
            if (form) form.removeEventListener("submit", hold);
        });
    });
};

/* ---- files dropped on a form ---- */
const drop = (area) => {
    const input = area.querySelector("input[type=file]");
    if (!input) return;
    const over = (event) => {
        event.preventDefault();
        area.classList.add("over");
    };
    area.addEventListener("dragenter", over);
    area.addEventListener("dragover", over);
    area.addEventListener("dragleave", () => area.classList.remove("over"));
    area.addEventListener("drop", (event) => {
        event.preventDefault();
        area.classList.remove("over");
        const files = Array.from(event.dataTransfer.files);
        if (files.length && put_files(input, input.multiple ? files : files.slice(0, 1)))
            input.dispatchEvent(new Event("change", {bubbles: true}));
    });
};

/* ---- cells pasted from a spreadsheet, as the tab-separated lines that the server reads ---- */
const cells = (table) => all("tr", table).map((row) => all("td, th", row)
    .map((cell) => cell.textContent.replace(/\s+/g, " ").trim()).join("\t")).join("\n");

const insert = (area, words) => {
    const at = area.selectionStart;
    area.value = area.value.slice(0, at) + words + area.value.slice(area.selectionEnd);
    area.selectionStart = area.selectionEnd = at + words.length;
    area.dispatchEvent(new Event("input", {bubbles: true}));
};

const paste = (area) => {
    area.addEventListener("paste", (event) => {
        const clip = event.clipboardData;
        if (!clip || clip.getData("text/plain").indexOf("\t") >= 0) return; /* is so already */
        const table = new DOMParser().parseFromString(clip.getData("text/html"), "text/html").querySelector("table");
        if (!table) return;
        event.preventDefault();
        insert(area, cells(table));
    });
    area.addEventListener("dragover", (event) => event.preventDefault());
    area.addEventListener("drop", (event) => {
        const file = event.dataTransfer.files[0];
        if (!file || !/\.(csv|tsv|txt)$/i.test(file.name)) return;
        event.preventDefault();
        const reader = new FileReader();
        reader.onload = () => insert(area, String(reader.result));
        reader.readAsText(file);
    });
};

/* ---- rows of a table that is typed ----
   A page may bring its own buttons, for browsers without script: .row-out in each row and [data-add-row]
   in the form. They are taken over; else they are made. */
const rows = (body) => {
    const columns = body.rows.length ? body.rows[0].cells.length : 0;
    if (!columns) return;
    const form = body.closest("form");
    const brought = body.rows[0].querySelector(".row-out") !== null;
    const wire = (button) => {
        button.type = "button";
        button.addEventListener("click", () => {
            const row = button.parentNode.parentNode;
            if (body.rows.length > 1) row.remove();
            else all("input, select", row).forEach((field) => { field.value = ""; });
        });
    };
    const out = (row) => {
        if (!brought) {
            const cell = make("td");
            cell.appendChild(make("button", {"type": "button", "class": "row-out", "aria-label": text("remove")}, "×"));
            row.appendChild(cell);
        }
        wire(row.querySelector(".row-out"));
    };
    let next = body.rows.length;
    const head = body.parentNode.tHead;
    if (!brought && head && head.rows.length) head.rows[0].appendChild(make("td"));
    Array.from(body.rows).forEach(out);
    let add = form && form.querySelector("[data-add-row]");
    if (add) {
        add.type = "button";
    } else {
        const scroll = body.parentNode.parentNode;
        add = make("button", {"type": "button", "class": "btn btn-2"}, text("add"));
        scroll.parentNode.insertBefore(add, scroll.nextSibling);
    }
    add.addEventListener("click", () => {
        const row = body.rows[body.rows.length - 1].cloneNode(true);
        if (!brought) row.deleteCell(columns);
        all("input, select, textarea", row).forEach((field) => {
            field.name = field.name.replace(/\[\d+\]/, "[" + next + "]");
            if (field.id) field.id = field.id.replace(/\[\d+\]/, "[" + next + "]");
            field.value = "";
            field.removeAttribute("aria-invalid");
        });
        all(".cell-error", row).forEach((error) => error.remove());
        next += 1;
        out(row);
        body.appendChild(row);
        const first = row.querySelector("input, select");
        if (first) first.focus();
    });
};

/* ---- small things ---- */
const copy = (button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
        const area = make("textarea", {"readonly": "", "class": "vh"});
        area.value = button.getAttribute("data-copy") || location.href;
        document.body.appendChild(area);
        area.select();
        if (document.execCommand("copy")) button.textContent = text("copied");
        area.remove();
    });
};

/* ---- where the phone is: asked for only when the button is pressed ---- */
const locate = (box) => {
    const button = box.querySelector("button");
    const said = box.querySelector("[role=status]");
    const fields = all("input", box);
    const say = (name) => { said.textContent = said.getAttribute("data-" + name); };
    if (!navigator.geolocation || !button || fields.length !== 2) return;
    box.hidden = false;
    if (fields[0].value) say("on");
    button.addEventListener("click", () => {
        say("busy");
        navigator.geolocation.getCurrentPosition((found) => {
            fields[0].value = found.coords.latitude.toFixed(6);
            fields[1].value = found.coords.longitude.toFixed(6);
            say("on");
        }, () => say("off"), {enableHighAccuracy: true, timeout: 15000, maximumAge: 60000});
    });
};

const print = (button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
};

/* ---- a ready-made text goes into the field; what stands there already is not lost ---- */
const fill = (link) => link.addEventListener("click", (event) => {
    const area = document.getElementById(link.getAttribute("data-fill"));
    if (!area) return;
    event.preventDefault();
    area.value = (area.value.trim() ? area.value.trim() + "\n" : "") + link.getAttribute("data-text");
    area.dispatchEvent(new Event("input", {bubbles: true}));
    area.focus();
});

const send = (field) => field.addEventListener("change", () => field.form.submit());

all("form[data-draft]").forEach(draft);
all("form[data-guard]").forEach(guard);
all("form").filter((form) => form.method === "post").forEach(once);
all("[data-filter]").forEach(filter);
all("input[data-shrink]").forEach(shrink);
all("[data-drop]").forEach(drop);
all("textarea[data-paste]").forEach(paste);
all("tbody[data-rows]").forEach(rows);
all("[data-copy]").forEach(copy);
all("[data-locate]").forEach(locate);
all("[data-print]").forEach(print);
all("[data-fill]").forEach(fill);
all("[data-submit]").forEach(send);
all("[data-errors]").forEach((box) => box.focus());
