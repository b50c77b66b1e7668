"""To which schools a user belongs: by a post, as a student, through a child."""

from webapp.people.models import Guardianship, Role, Student, User


def schools_of(user: User | int) -> list[int]:
    """Ids of the schools, each once, in order."""
    posts = {role.school_id for role in Role.select(Role.school).where(Role.user == user)}
    studies = {s.school_id for s in Student.select(Student.school).where(Student.user == user)}
    children = Student.select(Student.school).join(Guardianship).where(Guardianship.guardian == user)
    return sorted(posts | studies | {child.school_id for child in children})
