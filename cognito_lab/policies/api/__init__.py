"""What a call asks of IAM: from an operation and its parameters to requests for the judge.

Reading order: `operation` (a call, and what may be looked up), `parameters` (read without trust),
`s3_actions` and `s3_keys`, `s3`; `dynamodb_names` (attributes in expressions), `dynamodb_keys`,
`dynamodb`; `sts`, `cognito`, `iam`, `sqs_and_sns`, `lambda_functions`, `api_gateway`; `requests`
(all of them).

Each file names the pages of the Service Authorization Reference that its tables are from.
"""
