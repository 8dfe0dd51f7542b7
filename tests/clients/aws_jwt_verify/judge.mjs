// AWS's own verifier on each of the tokens in a file, one after the other.
//
//     node judge.mjs FOLDER cases.json
//
// FOLDER is where aws-jwt-verify is installed. Prints a list with a line for each token: what the
// error is called that refuses it, or null.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, file] = process.argv.slice(2);
const library = `${folder}/node_modules/aws-jwt-verify/dist/esm/index.js`;
const { CognitoJwtVerifier } = await import(pathToFileURL(library).href);

/** Nothing is fetched: the key set is handed in, as for a program without a network. */
function judge({ token, jwks, userPoolId, use, audience, scopes, groups, leeway, now }) {
  Date.now = () => now * 1000;
  const verifier = CognitoJwtVerifier.create({
    userPoolId,
    tokenUse: use,
    clientId: audience,
    scope: scopes,
    groups,
    graceSeconds: leeway,
  });
  try {
    verifier.cacheJwks(jwks);
    verifier.verifySync(token);
    return null;
  } catch (error) {
    return error.constructor.name;
  }
}

console.log(JSON.stringify(JSON.parse(readFileSync(file, "utf8")).map(judge)));
