"""The condition keys that the lab knows: which there are, and which may have several values.

A key that is in no list is evaluated like any other, but a policy that uses one is told so: a
Deny under a misspelt key would never deny.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
"""

from __future__ import annotations

_GLOBAL = """
aws:CalledVia[] aws:CalledViaFirst aws:CalledViaLast aws:ChatbotSourceArn aws:CurrentTime
aws:Ec2InstanceSourceVpc aws:Ec2InstanceSourcePrivateIPv4 aws:EpochTime aws:FederatedProvider
aws:MultiFactorAuthAge aws:MultiFactorAuthPresent aws:PrincipalAccount aws:PrincipalArn
aws:PrincipalIsAWSService aws:PrincipalOrgID aws:PrincipalOrgPaths[] aws:PrincipalServiceName
aws:PrincipalServiceNamesList[] aws:PrincipalType aws:RequestedRegion aws:ResourceAccount
aws:ResourceOrgID aws:ResourceOrgPaths[] aws:SecureTransport aws:SourceAccount aws:SourceArn
aws:SourceIdentity aws:SourceIp aws:SourceOrgID aws:SourceOrgPaths[] aws:SourceVpc aws:SourceVpcArn
aws:SourceVpce aws:TagKeys[] aws:TokenIssueTime aws:UserAgent aws:ViaAWSService aws:VpcSourceIp
aws:VpceAccount aws:VpceOrgID aws:VpceOrgPaths[] aws:referer aws:userid aws:username
aws:AssumedRoot ec2:SourceInstanceARN lambda:SourceFunctionArn ssm:SourceInstanceARN
identitystore:UserId
"""
_COGNITO = """
cognito-identity.amazonaws.com:aud cognito-identity.amazonaws.com:sub
cognito-identity.amazonaws.com:amr[] accounts.google.com:aud accounts.google.com:sub
accounts.google.com:oaud accounts.google.com:email www.amazon.com:app_id www.amazon.com:user_id
graph.facebook.com:app_id graph.facebook.com:id appleid.apple.com:aud appleid.apple.com:sub
cognito-identity-unauth:AccountId cognito-identity-unauth:IdentityPoolArn
"""
_STS = """
sts:AWSServiceName sts:DurationSeconds sts:ExternalId sts:RequestContextProviders[]
sts:RoleSessionName sts:SourceIdentity sts:TransitiveTagKeys[] sts:TaskPolicyArn sts:amr[]
sts:aud sts:sub iam:PermissionsBoundary iam:PolicyARN iam:PassedToService
iam:AssociatedResourceArn iam:AWSServiceName iam:OrganizationsPolicyId iam:ResourceTag/*
"""
_S3 = """
s3:prefix s3:delimiter s3:max-keys s3:VersionId s3:versionid s3:x-amz-acl s3:x-amz-content-sha256
s3:x-amz-copy-source s3:x-amz-grant-full-control s3:x-amz-grant-read s3:x-amz-grant-read-acp
s3:x-amz-grant-write s3:x-amz-grant-write-acp s3:x-amz-metadata-directive
s3:x-amz-server-side-encryption s3:x-amz-server-side-encryption-aws-kms-key-id
s3:x-amz-server-side-encryption-customer-algorithm s3:x-amz-storage-class
s3:x-amz-website-redirect-location s3:authType s3:signatureAge s3:signatureversion s3:TlsVersion
s3:ResourceAccount s3:LocationConstraint s3:locationconstraint s3:AccessPointNetworkOrigin
s3:DataAccessPointAccount s3:DataAccessPointArn s3:ExistingObjectTag/* s3:RequestObjectTag/*
s3:RequestObjectTagKeys[] s3:object-lock-mode s3:object-lock-retain-until-date
s3:object-lock-remaining-retention-days s3:object-lock-legal-hold s3:if-match s3:if-none-match
s3:BucketTag/*
"""
_OTHERS = """
dynamodb:LeadingKeys[] dynamodb:Attributes[] dynamodb:Select dynamodb:ReturnValues
dynamodb:ReturnConsumedCapacity dynamodb:EnclosingOperation dynamodb:FullTableScan
execute-api:viaVpcLink apigateway:Request/* apigateway:Resource/* sns:Protocol sns:Endpoint
lambda:FunctionArn lambda:FunctionUrlAuthType lambda:InvokedViaFunctionUrl lambda:Layer[]
lambda:Principal lambda:SecurityGroupIds[] lambda:SubnetIds[] lambda:VpcIds kms:CallerAccount
kms:ViaService kms:EncryptionContext:* kms:EncryptionContextKeys[] kms:GrantIsForAWSResource
kms:GrantOperations[] kms:KeySpec kms:KeyUsage kms:KeyOrigin kms:ResourceAliases[]
kms:RequestAlias ec2:ResourceTag/* ec2:Region ec2:InstanceType ec2:CreateAction ec2:Vpc
ec2:Subnet ec2:Owner ec2:Tenancy secretsmanager:ResourceTag/* secretsmanager:VersionStage
"""
_TAGS = "aws:PrincipalTag/* aws:RequestTag/* aws:ResourceTag/*"


def _read(text: str) -> tuple[dict[str, bool], tuple[str, ...]]:
    keys: dict[str, bool] = {}
    prefixes: list[str] = []
    for word in text.lower().split():
        if word.endswith("*"):
            prefixes.append(word.removesuffix("*"))
        else:
            keys[word.removesuffix("[]")] = word.endswith("[]")
    return keys, tuple(prefixes)


_KEYS, _PREFIXES = _read(_GLOBAL + _COGNITO + _STS + _S3 + _OTHERS + _TAGS)
_CLAIM_OF_A_PROVIDER = frozenset({"aud", "sub", "amr", "azp", "oaud", "email", "id", "app_id"})


def is_known_key(name: str) -> bool:
    """Whether the lab knows a key by this name. Case is ignored."""
    name = name.lower()
    if name in _KEYS:
        return True
    if name.startswith(_PREFIXES):
        return not name.endswith(("/", ":"))
    # Claims of an OpenID Connect provider: its host (and path), a colon, the claim.
    provider, _, claim = name.rpartition(":")
    return "." in provider and claim in _CLAIM_OF_A_PROVIDER


def is_multivalued_key(name: str) -> bool:
    """Whether a key may have several values in one request. Case is ignored."""
    name = name.lower()
    return _KEYS.get(name, name.endswith(":amr"))
