# source: TransformerOptimus/SuperAGI#1489
import os

from openai import OpenAI

client = OpenAI(timeout=30, max_retries=2)
MODEL = os.environ["AGENT_MODEL"]


def clean_array(text):
    start, end = text.find("["), text.rfind("]")
    return text[start : end + 1] if start != -1 and end != -1 else "[]"


def next_tasks(goal, done):
    answer = client.chat.completions.create(
        model=MODEL,
        max_tokens=400,
        temperature=0,
        messages=[
            {"role": "system", "content": "Return the next tasks as an array of strings."},
            {"role": "user", "content": f"Goal: {goal}\nDone: {done}"},
        ],
    )
    assistant_reply = clean_array(answer.choices[0].message.content)
    tasks = eval(assistant_reply)  # expect: MLS810
    return [t for t in tasks if t not in done]


def run(goal, max_steps=10):
    done = []
    for _ in range(max_steps):
        tasks = next_tasks(goal, done)
        if not tasks:
            break
        done.append(tasks[0])
    return done
