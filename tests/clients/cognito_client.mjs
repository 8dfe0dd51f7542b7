// A Cognito client without any library: what a page or an app in another language would do.
//
//     node cognito_client.mjs call '{"address": …, "operation": …, "parameters": {…}}'
//     node cognito_client.mjs verify '{"token": …, "jwksAddress": …, "issuer": …, …}'
//
// Prints one JSON object. Node's own fetch and crypto only.

import { createPublicKey, verify } from "node:crypto";

/** One operation of the user pool as plain HTTP; a refusal is an answer too. */
async function call({ address, operation, parameters }) {
  const response = await fetch(address, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-amz-json-1.1",
      "X-Amz-Target": `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(parameters),
  });
  return { status: response.status, body: await response.json() };
}

const decoded = (segment) => JSON.parse(Buffer.from(segment, "base64url").toString("utf8"));

/** Why an ID token is not to be believed, or its claims. `now` is in seconds. */
async function verifyIdToken({ token, jwksAddress, issuer, audience, now }) {
  const [head, body, signature] = token.split(".");
  const header = decoded(head);
  if (header.alg !== "RS256") return { refused: `alg is ${header.alg}` };

  const { keys } = await (await fetch(jwksAddress)).json();
  const jwk = keys.find((key) => key.kid === header.kid);
  if (!jwk) return { refused: "no key of the issuer has this kid" };

  const publicKey = createPublicKey({ key: jwk, format: "jwk" });
  const signed = Buffer.from(`${head}.${body}`);
  if (!verify("RSA-SHA256", signed, publicKey, Buffer.from(signature, "base64url")))
    return { refused: "the signature is wrong" };

  const claims = decoded(body);
  if (claims.iss !== issuer) return { refused: "another issuer" };
  if (claims.aud !== audience) return { refused: "another audience" };
  if (claims.token_use !== "id") return { refused: `token_use is ${claims.token_use}` };
  if (!(now < claims.exp)) return { refused: "expired" };
  return { claims };
}

const [command, input] = process.argv.slice(2);
const commands = { call, verify: verifyIdToken };
console.log(JSON.stringify(await commands[command](JSON.parse(input))));
