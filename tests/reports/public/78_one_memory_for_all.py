# source: langchain-ai/langchain#8671 (also #8002)
import logging
import os

from fastapi import FastAPI
from langchain.chains import ConversationalRetrievalChain
from langchain.memory import ConversationBufferMemory
from langchain_chroma import Chroma
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from pydantic import BaseModel

app = FastAPI()
log = logging.getLogger("chat")
embeddings = OpenAIEmbeddings(model=os.environ["EMBEDDING_MODEL"])
store = Chroma(persist_directory="chroma", embedding_function=embeddings)
llm = ChatOpenAI(model=os.environ["CHAT_MODEL"], max_tokens=600, timeout=30, max_retries=2)

memory = ConversationBufferMemory(memory_key="chat_history", return_messages=True)  # expect: MLS621
qa = ConversationalRetrievalChain.from_llm(llm, retriever=store.as_retriever(), memory=memory)


class Question(BaseModel):
    user: str
    text: str


@app.post("/ask")
def ask(question: Question):
    result = qa.invoke({"question": question.text})
    log.info("%s asked %s", question.user, question.text)
    return {"answer": result["answer"]}
