// An app as AWS's documents write it for JavaScript, with one thing of its own: the endpoint.
//
//     node client.mjs FOLDER '{"endpoint": …, "region": …, "call": …, …}'
//
// FOLDER is where the SDK is installed. Prints one JSON object: what came back, or the error.

import { createRequire } from "node:module";
import { join } from "node:path";

const [folder, input] = process.argv.slice(2);
const require = createRequire(join(folder, "package.json"));
const { CognitoIdentityProviderClient, InitiateAuthCommand } = require(
  "@aws-sdk/client-cognito-identity-provider",
);
const { DynamoDBClient, GetItemCommand } = require("@aws-sdk/client-dynamodb");
const { GetObjectCommand, PutObjectCommand, S3Client } = require("@aws-sdk/client-s3");
const { fromCognitoIdentity, fromCognitoIdentityPool } = require("@aws-sdk/credential-providers");

const asked = JSON.parse(input);
const config = { region: asked.region, endpoint: asked.endpoint, maxAttempts: 1 };

/** The provider of credentials that the app hands to its clients: nobody has been asked yet. */
function credentials({ identityPoolId, identityId, logins, customRoleArn }) {
  const clientConfig = config;
  if (identityId) return fromCognitoIdentity({ identityId, logins, customRoleArn, clientConfig });
  return fromCognitoIdentityPool({ identityPoolId, logins, customRoleArn, clientConfig });
}

const calls = {
  async signIn({ clientId, username, password }) {
    const answer = await new CognitoIdentityProviderClient(config).send(
      new InitiateAuthCommand({
        ClientId: clientId,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: username, PASSWORD: password },
      }),
    );
    return answer.AuthenticationResult;
  },

  async exchange(who) {
    const given = await credentials(who)();
    return { identityId: given.identityId, accessKeyId: given.accessKeyId, expires: given.expiration };
  },

  async getObject({ bucket, key, ...who }) {
    const s3 = new S3Client({ ...config, credentials: who.keys ?? credentials(who) });
    const answer = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return { body: await answer.Body.transformToString() };
  },

  async putObject({ bucket, key, body, ...who }) {
    const s3 = new S3Client({ ...config, credentials: credentials(who) });
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
    return {};
  },

  async getItem({ table, key, ...who }) {
    const dynamodb = new DynamoDBClient({ ...config, credentials: credentials(who) });
    return (await dynamodb.send(new GetItemCommand({ TableName: table, Key: key }))).Item;
  },
};

try {
  console.log(JSON.stringify(await calls[asked.call](asked)));
} catch (error) {
  console.log(JSON.stringify({ error: error.name, message: error.message }));
}
