// What every page has, in one file.
import "./site/theme.js";
import "./site/drawers.js";
import "./site/contents.js";
import "./site/opener.js";
import "./site/passing.js";
