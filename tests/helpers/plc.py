"""The people of a PLC whose meetings tests hold."""

COLLEAGUES = [
    "赵国庆",
    "钱进",
    "孙梅",
    "李志远",
    "周敏",
    "吴海燕",
    "郑文",
    "冯静",
    "陈思源",
    "褚晓",
    "卫东",
    "蒋丽",
    "韩磊",
    "沈梅",
]
