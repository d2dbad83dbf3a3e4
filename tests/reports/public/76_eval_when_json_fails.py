# source: codefuse-ai/CodeFuse-muAgent#102
import json
import logging
import os
import re

from openai import OpenAI

client = OpenAI(timeout=60, max_retries=3)
log = logging.getLogger("fc")
TOOLS = {"add": lambda a, b: a + b, "count": lambda text: len(text)}


def ask(question):
    reply = client.chat.completions.create(
        model=os.environ["FC_MODEL"],
        max_tokens=300,
        messages=[{"role": "user", "content": f"Call one of {sorted(TOOLS)} as ```json {{...}}```: {question}"}],
    )
    return reply.choices[0].message.content


def function_call(question):
    llm_output = ask(question)
    found = re.search(r"```json(.*?)```", llm_output, re.DOTALL)
    if found is None:
        return None
    try:
        call = json.loads(found.group(1).strip())
    except ValueError:
        log.warning("not JSON, trying Python")
        call = eval(found.group(1).strip())  # expect: MLS810
    return TOOLS[call["name"]](**call["arguments"])
