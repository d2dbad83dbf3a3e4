"""Which import names are known, and in which file. Plain Python: asking opens nothing."""

from __future__ import annotations

# Opened for every file that is analysed at all.
ALWAYS = ("python", "families")

# File → the import names it describes; a test compares this with the files.
_FILES: dict[str, str] = {
    "accelerate": "accelerate",
    "automl": "autogluon autosklearn evalml flaml h2o lazypredict mljar pycaret tpot",
    "catboost": "catboost",
    "category_encoders": "category_encoders dirty_cat feature_engine sklearn_pandas skrub",
    "datasets": "datasets evaluate",
    "dvc": "deltalake dvc intake lakefs lakefs_client quilt3",
    "fastai": "fastai fastcore",
    "forecasting": ("darts fbprophet gluonts neuralforecast neuralprophet prophet sktime statsforecast tsfresh"),
    "imblearn": "imblearn smote_variants",
    "keras": (
        "keras keras_preprocessing keras_tuner kerastuner tensorflow tensorflow_addons "
        "tensorflow_datasets tensorflow_hub tf_keras tflearn"
    ),
    "lightgbm": "lightgbm",
    "surprise": "surprise",
    "lightning": "composer lightning lightning_fabric lightning_utilities pytorch_lightning",
    "llm": (
        "anthropic cohere google.genai google.generativeai google_generativeai groq langchain langchain_anthropic "
        "langchain_aws langchain_cohere langchain_community langchain_core langchain_google_genai langchain_groq "
        "langchain_mistralai langchain_ollama langchain_openai litellm llama_index mistralai ollama openai together "
        "vllm"
    ),
    "markets": "fix_yahoo_finance nasdaqdatalink pandas_datareader quandl yfinance",
    "mlflow": "mlflow",
    "numpy": "cupy jax numpy",
    "optuna": "bayes_opt hyperopt nevergrad optuna ray skopt",
    "pandas": "cudf geopandas modin pandas",
    "platforms": "kfp sagemaker",
    "plots": (
        "altair bokeh folium graphviz lime matplotlib missingno plotly seaborn shap sweetviz "
        "wordcloud ydata_profiling yellowbrick"
    ),
    "polars": "dask duckdb polars pyspark vaex",
    "python": (
        "absl boto3 click cloudpickle cv2 decouple dill dotenv fire gdown h5py httpx hydra "
        "imageio IPython joblib kagglehub librosa natsort omegaconf opendatasets orjson PIL "
        "pooch psutil pydantic_settings requests rich ruamel simple_parsing simplejson six "
        "skimage skops soundfile sqlalchemy tabulate toml tomli tqdm typer tyro ujson wget "
        "yaml zarr"
    ),
    "scipy": "scipy",
    "sklearn": "sklearn sklearnex",
    "statsmodels": "arch linearmodels patsy pmdarima statsmodels",
    "torch": ("einops functorch ignite segmentation_models_pytorch timm torch torch_geometric torchmetrics"),
    "torchvision": "albumentations imgaug kornia torchaudio torchtext torchvision",
    "transformers": (
        "diffusers huggingface_hub peft sentence_transformers setfit simpletransformers tokenizers transformers trl"
    ),
    "wandb": ("aim clearml comet_ml dvclive neptune polyaxon sacred swanlab tensorboard tensorboardX trackio wandb"),
    "xgboost": "xgboost",
}

PACKAGES: dict[str, str] = {name: stem for stem, names in _FILES.items() for name in names.split()}

# Libraries of every kind of program: importing only these makes no machine-learning file.
GENERAL = frozenset({"python", "plots", "markets"})
# joblib is general in name alone: what it loads and dumps are models.
ML_PACKAGES: frozenset[str] = frozenset(name for name, stem in PACKAGES.items() if stem not in GENERAL) | {"joblib"}

# What answers requests. Together with what unpickles, it is a program that serves a model.
_SERVING = frozenset(
    "aiohttp bentoml bottle django falcon fastapi flask flask_restful gradio kserve litserve panel quart "
    "rest_framework robyn sanic seldon_core starlette streamlit tornado".split()
)
_PICKLES = frozenset({"pickle", "cPickle", "_pickle", "dill", "cloudpickle"})


def ml_packages(imported: frozenset[str]) -> frozenset[str]:
    """The imported libraries that make a file worth walking."""
    known = imported & ML_PACKAGES
    return known if known or imported.isdisjoint(_SERVING) else imported & _PICKLES
