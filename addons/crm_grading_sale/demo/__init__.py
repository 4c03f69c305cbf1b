from . import crm_grading_sale_demo
