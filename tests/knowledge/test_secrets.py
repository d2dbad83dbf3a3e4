"""What is a credential, and what only looks like one."""

from __future__ import annotations

import pytest

from mlsmells.knowledge.secrets import find, mask

# Put together here, so that no tool takes this file for a leak.
MIXED = "q7Rt2LmX9vBz4KpW8sDy"
HEX = "5b2d8f604a6c9e1b3f9a1c5e7d5f7082"
LONG = (MIXED + "3nVc6JhGf5Tz1Ab0Ue") * 3

SHAPED = {
    "Hugging Face": "hf_" + (MIXED + "aXcVbNkLqWePzT"),
    "OpenAI, old": "sk-" + LONG[:48],
    "OpenAI, project": "sk-proj-" + LONG[:48],
    "Anthropic": "sk-ant-" + LONG[:40],
    "AWS": "AKIA" + "Q7RT2LMX9VBZ4KPW",
    "GitHub": "ghp_" + LONG[:36],
    "GitHub, fine-grained": "github_pat_" + LONG[:62],
    "Google": "AIza" + LONG[:35],
    "Slack": "xox" + "b-2938475610-9182736450-" + LONG[:24],
    "Databricks": "dapi" + HEX,
    "Azure storage": "AccountKey=" + LONG[:86] + "==",
    "Telegram": "7384920165:AA" + LONG[:33],
    "Kaggle": '{"username":"ada","key":"' + HEX + '"}',
    "W&B on the shell": "!wandb login " + HEX + "a1b2c3d4",
    "private key": "-----BEGIN PRIVATE KEY-----\\n" + LONG[:50],
}
NAMED = {
    "a name": f'api_key = "{MIXED}"',
    "an attribute": f"client.token='{MIXED}'",
    "an annotation": f'token: str = "{MIXED}"',
    "a key of a dictionary": f'{{"client_secret": "{MIXED}"}}',
    "an item": f'os.environ["STORE_TOKEN"] = "{MIXED}"',
    "a default of the environment": f'os.getenv("STORE_TOKEN", "{MIXED}")',
    "a keyword": f'login(password="{MIXED}")',
    "hexadecimal": f'secret = "{HEX}"',
    "a comment": f'# api_key = "{MIXED}"',
    "IPython's environment": f"%env STORE_TOKEN={MIXED}",
    "a shell's environment": f"!export STORE_TOKEN={MIXED}",
    "an address": "postgresql://ada:t7Kq2vX9@db.shop.io/rows",
}
NONE = {
    "the environment": 'api_key = os.environ["API_KEY"]',
    "a placeholder": 'api_key = "your-api-key-q7Rt2LmX9v"',
    "a hole": f'api_key = f"{{prefix}}{MIXED}"',
    "stars": 'api_key = "********************"',
    "words": 'token = "distilbert-base-uncased-finetuned"',
    "one letter": 'token = "aaaaaaaaaaaaaaaaaaaaaaa1"',
    "digits": 'token = "38475610293847561029"',
    "short": 'token = "q7Rt2LmX"',
    "a key of rows": f'primary_key = "{MIXED}"',
    "a key alone": f'key = "{MIXED}"',
    "a commit": f'revision = "{HEX}a1b2c3d4"',
    "a vocabulary": f'pad_token = "{MIXED}"',
    "a local database": "postgresql://ada:t7Kq2vX9@localhost/rows",
    "a documented address": "postgresql://user:password1A@db.shop.io/rows",
    "an address with a port": "http://shop.io:8080/rows@2024",
    "a signed address": "?X-Amz-Credential=AKIA" + "Q7RT2LMX9VBZ4KPW",
    "AWS's own example": "AKIA" + "IOSFODNN7EXAMPLE",
    "a word with the same start": "ask-me-about-" + "q7Rt2LmX9v",
    "a git hash beside wandb": f"wandb.init(project='{HEX}a1b2c3d4')",
    "a comparison": f'if token == "{MIXED}":',
    "public": f'public_key = "{MIXED}"',
    "a network with numbers": 'token = "resnet50v2block4conv3relu2add"',
    "words with numbers": 'token = "distilbert2019v3large12layers8heads"',
    "a checkpoint": 'token = "ckpt2023epoch12val0913acc0871"',
    "a time": 'token = "20231105T142233Z0042ab17"',
    "a digest of a file": f'md5_key = "{HEX}"',
    "an experiment": f'experiment_key = "{HEX}"',
    "a column": 'feature_key = "PM25NO2O3SO2CO2CH4N2O"',
    "a picture": 'token = "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4"',
    "an animal": f'monkey = "{MIXED}"',
    "an example that counts up": 'token = "a1b2c3d4e5f6a7b8c9d0"',
    "a piece of a picture": "Zm9+AIza" + LONG[:35] + "/x2Q",
}


@pytest.mark.parametrize("text", SHAPED.values(), ids=SHAPED)
def test_a_provider_s_form(text: str) -> None:
    (secret,) = find(text)
    assert secret.shaped and text[secret.start : secret.end] not in mask(text)


@pytest.mark.parametrize("text", NAMED.values(), ids=NAMED)
def test_a_name_and_a_random_value(text: str) -> None:
    (secret,) = find(text)
    assert not secret.shaped and len(mask(text)) == len(text) and "*" * 8 in mask(text)


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_no_credential(text: str) -> None:
    assert find(text) == [] and mask(text) == text


def test_a_credential_counts_once() -> None:
    """The provider's form wins over the name, and nothing inside another is counted."""
    (secret,) = find(f'api_key = "{SHAPED["OpenAI, project"]}"')
    assert secret.kind == "OpenAI"


def test_lines_of_a_key_are_masked_and_long_paths_are_not() -> None:
    encoded = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj"
    path = "packages/forecasting/ForecasterAutoregMultiSeries/ForecasterAutoregMultiSeries"
    assert mask(f'"{encoded}"') == f'"{"*" * len(encoded)}"' and mask(path) == path


@pytest.mark.parametrize(
    "text", ['add_user("ann", "sunny4711")', "connect(user='ann', password='sunny4711')", 'x.login("a", "sunny4711")']
)
def test_a_password_that_a_call_is_given_is_masked(text: str) -> None:
    assert find(text) == [] and "sunny4711" not in mask(text) and len(mask(text)) == len(text)


@pytest.mark.parametrize("text", ['rename("ann", "sunny4711")', "note = 'sunny4711'", 'users["sunny4711"]'])
def test_what_no_account_is_given_is_shown(text: str) -> None:
    assert mask(text) == text
