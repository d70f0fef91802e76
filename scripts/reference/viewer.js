// Sets Swagger UI up without "Try it out" and without asking for credentials.
"use strict";

const nothing = () => () => null;

function isDark() {
  try {
    const scheme = window.parent.document.body.dataset.mdColorScheme;
    if (scheme) return scheme === "slate";
  } catch {
    // Opened from a folder, frames may not look at each other.
  }
  return window.matchMedia("(prefers-color-scheme: dark)").matches;
}

document.documentElement.classList.toggle("dark-mode", isDark());
SwaggerUIBundle({
  spec: window.openapi,
  dom_id: "#viewer",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  filter: true,
  supportedSubmitMethods: [],
  tryItOutEnabled: false,
  validatorUrl: null,
  plugins: [
    () => ({
      wrapComponents: {
        authorizeBtn: nothing,
        authorizeOperationBtn: nothing,
        authorizationPopup: nothing,
        AuthorizeBtnContainer: nothing,
      },
    }),
  ],
});
