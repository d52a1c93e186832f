// Runs inside the engine, beside citeproc-js (CSL). It is given texts and gives texts back; it sees nothing else of the program.
const styles = new Map();
const locales = new Map();
const processors = new Map();
const held = new Map();
const maxProcessors = 6;

function addStyle(name, text) {
    styles.set(name, text.trimStart().startsWith("<") ? text : JSON.parse(text));
}

function addLocale(name, text) {
    locales.set(name, JSON.parse(text));
}

function hasStyle(name) {
    return styles.has(name);
}

function processor(style, locale) {
    const key = `${style} ${locale}`;
    let found = processors.get(key);
    processors.delete(key);
    if (!found) {
        const system = { retrieveLocale: () => locales.get(locale), retrieveItem: (id) => held.get(id) };
        found = new CSL.Engine(system, structured(styles.get(style)), locale, true);
    }

    // The last ones stay: each has its style and locale taken apart, several megabytes.
    processors.set(key, found);
    if (processors.size > maxProcessors) {
        processors.delete(processors.keys().next().value);
    }

    return found;
}

// The processor writes into the tree that it is given.
function structured(style) {
    return typeof style === "string" ? style : JSON.parse(JSON.stringify(style));
}

/** Each item as an entry of a bibliography, or as a note where the style has none: [{ html, text }] in the order of the items. */
function format(style, locale, json) {
    const items = JSON.parse(json);
    const citing = processor(style, locale);
    held.clear();
    try {
        return JSON.stringify(items.map((item) => {
            held.set(item.id, item);
            citing.updateItems([item.id]);
            return { html: written(citing, item.id, "html"), text: written(citing, item.id, "text") };
        }));
    } finally {
        citing.updateItems([]);
        held.clear();
    }
}

function written(citing, id, output) {
    citing.setOutputFormat(output);
    const bibliography = citing.makeBibliography();
    return bibliography ? bibliography[1].join("") : citing.previewCitationCluster({ citationItems: [{ id }], properties: { noteIndex: 1 } }, [], [], output);
}
