// The scripts of the website: the recommended rules, for browsers and the names that Sphinx's scripts define.
import js from "@eslint/js";
import globals from "globals";

const SPHINX = {
  Search: "readonly", Documentation: "readonly", Stemmer: "writable", splitQuery: "writable", stopwords: "readonly",
  _escapeHTML: "readonly", cvSearchRecords: "readonly",
};

export default [
  {
    ...js.configs.recommended,
    files: ["**/*.js"],
    languageOptions: { ecmaVersion: 2023, sourceType: "module", globals: { ...globals.browser, ...SPHINX } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
  },
];
